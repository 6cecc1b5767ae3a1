import { lazy, Suspense, useState } from 'react';
import classes from './account.module.css';
import { AccountButton } from './account-button.tsx';

const loadMenu = () => import('./account-menu.tsx');
const AccountMenu = lazy(loadMenu);

/**
 * The account menu behind its button. Most visits never open it, so its code comes when the button is pressed, and is fetched
 * when the pointer or the focus reaches it.
 */
export function Account() {
  const [isPressed, setPressed] = useState(false);
  return (
    <div className={classes.foot}>
      {isPressed ? (
        <Suspense fallback={<AccountButton aria-haspopup="menu" aria-expanded />}>
          <AccountMenu isOpen isFocused />
        </Suspense>
      ) : (
        <AccountButton
          aria-haspopup="menu"
          aria-expanded={false}
          onPointerEnter={() => void loadMenu()}
          onFocus={() => void loadMenu()}
          onClick={() => setPressed(true)}
        />
      )}
    </div>
  );
}
