import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Outlet, useLocation } from 'react-router';
import { useCurrentSession } from '../api/session.ts';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';
import { usePageTitle } from '../components/page-title.ts';
import { requiredPermissionOf } from './navigation-items.ts';

/** Renders a page for those whose role permits it; tells others who can change that, before they fill in a form in vain. */
export function RequirePermission() {
  const { user } = useCurrentSession();
  const required = requiredPermissionOf(useLocation().pathname);
  const isPermitted = required === undefined || (user?.permissions.includes(required) ?? false);
  return isPermitted ? <Outlet /> : <Forbidden />;
}

function Forbidden() {
  const { t } = useTranslation();
  const { user, client } = useCurrentSession();
  usePageTitle(t('shell.forbidden'));
  return (
    <EmptyState
      title={t('shell.forbidden')}
      hint={user ? t('shell.forbiddenPage', { role: t(`shell.roles.${user.role}`) }) : ''}
      isPage
    >
      <Administrators people={client?.administrators ?? []} />
      <LinkButton to="/" variant="default">
        {t('shell.home')}
      </LinkButton>
    </EmptyState>
  );
}

/** Who can change the role. */
function Administrators({ people }: { people: readonly { name: string; email: string }[] }) {
  const { t, i18n } = useTranslation();
  const list = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  const names = list.format(people.map(({ name, email }) => `${name} (${email})`));
  return (
    <Text ta="center">
      {people.length > 0 ? t('shell.forbiddenAsk', { names }) : t('shell.forbiddenHint')}
    </Text>
  );
}
