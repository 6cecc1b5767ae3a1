import { Stack, Text, TextInput, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { NOTICE_FIELDS, type NoticeFields } from './notice-document.tsx';

/** The form for the blanks of the notice. */
export function NoticeForm({
  blanks,
  onChange,
}: {
  blanks: NoticeFields;
  onChange: (name: keyof NoticeFields, value: string) => void;
}) {
  const { t } = useTranslation();
  return (
    <section className="surface not-printed" style={{ padding: '1.4rem' }} aria-labelledby="blanks-title">
      <Title order={2} fz="h3" mb={4} id="blanks-title">
        {t('notice.blanks')}
      </Title>
      <Text fz="xs" c="dimmed" mb="md">
        {t('notice.kept')}
      </Text>
      <Stack gap="sm">
        {NOTICE_FIELDS.map((name) => (
          <TextInput
            key={name}
            label={t(`notice.fields.${name}`)}
            placeholder={
              name === 'purpose' || name === 'decider' || name === 'contact' || name === 'authority'
                ? t(`notice.placeholders.${name}`)
                : ''
            }
            value={blanks[name]}
            onChange={(event) => onChange(name, event.currentTarget.value)}
          />
        ))}
      </Stack>
    </section>
  );
}
