import { Outlet } from 'react-router';
import { OfflineNotice } from './offline-notice.tsx';

/** The frame around pages that need no login: they say as well when the browser is offline. */
export function PublicFrame() {
  return (
    <>
      <OfflineNotice />
      <Outlet />
    </>
  );
}
