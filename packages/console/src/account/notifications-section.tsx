import { NativeSelect, Stack, Switch, Title } from '@mantine/core';
import { type Notifications, REPORT_LANGUAGES, type ReportLanguage } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useChangeNotifications, useNotifications } from '../api/notifications.ts';
import { useCurrentSession } from '../api/session.ts';
import { ErrorNotice } from '../components/error-notice.tsx';
import { ErrorLine } from '../components/error-text.tsx';
import { ownNameOf, useReadingLanguage } from '../i18n/languages.ts';

/** The e-mails that the user gets; nothing where the server sends none. */
export function NotificationsSection() {
  const { t } = useTranslation();
  const { data, error, refetch } = useNotifications();
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />;
  if (!data?.available) return null;
  return (
    <section
      className="surface"
      style={{ padding: '1.4rem', maxWidth: '36rem' }}
      aria-labelledby="notifications"
    >
      <Title order={2} fz="h3" mb="sm" id="notifications">
        {t('account.mail.title')}
      </Title>
      <NotificationsForm saved={data} />
    </section>
  );
}

/** Each change counts at once. */
function NotificationsForm({ saved }: { saved: Notifications }) {
  const { t } = useTranslation();
  const { user } = useCurrentSession();
  const ownLanguage = useReadingLanguage();
  const change = useChangeNotifications();
  const { onRunEnd, language } = change.isPending ? change.variables : saved;
  return (
    <Stack gap="md">
      <Switch
        label={t('account.mail.onRunEnd')}
        description={t('account.mail.hint', { address: user?.email ?? '' })}
        checked={onRunEnd}
        onChange={({ currentTarget: { checked } }) =>
          change.mutate({ onRunEnd: checked, language: checked ? ownLanguage : language })
        }
      />
      {onRunEnd && (
        <NativeSelect
          label={t('account.mail.language')}
          data={REPORT_LANGUAGES.map((value) => ({ value, label: ownNameOf(value) }))}
          value={language}
          w={220}
          onChange={({ currentTarget }) =>
            change.mutate({ onRunEnd, language: currentTarget.value as ReportLanguage })
          }
        />
      )}
      <ErrorLine error={change.error} />
    </Stack>
  );
}
