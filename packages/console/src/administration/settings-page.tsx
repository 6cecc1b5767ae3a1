import { Button, NumberInput, Select, Stack, Switch } from '@mantine/core';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import {
  MIN_AUDIT_DAYS,
  SETTINGS_PRESETS,
  type Settings,
  type SettingsPreset,
  withPreset,
} from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useChangeSettings, useSettings } from '../api/administration.ts';
import { useSession } from '../api/session.ts';
import { ErrorLine } from '../components/error-text.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';

/** Retention periods, and whether recordings require consent. */
export function SettingsPage() {
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <>
      <PageHeading title={t('shell.retention')} hint={t('administration.settings.hint')} />
      <QueryBoundary query={settings}>{(now) => <SettingsForm settings={now} />}</QueryBoundary>
    </>
  );
}

const RETENTION_FIELDS = ['audioDays', 'resultDays', 'auditDays'] as const;
const MAX_REQUEST_DAYS = 90;
const PRESETS = Object.keys(SETTINGS_PRESETS) as SettingsPreset[];

/** Chooses a law whose demands are filled in. */
function PresetSelect({ onChoose }: { onChoose: (preset: SettingsPreset) => void }) {
  const { t } = useTranslation();
  return (
    <Select<SettingsPreset>
      label={t('administration.settings.preset')}
      description={t('administration.settings.presetHint')}
      placeholder={t('administration.settings.presetChoose')}
      data={PRESETS.map((value) => ({ value, label: t(`administration.settings.presets.${value}`) }))}
      onChange={(preset) => preset !== null && onChoose(preset)}
    />
  );
}

/** Values of the form; a period without an end is empty. */
interface SettingsValues extends Pick<Settings, 'requiresConsent' | 'requiresSso' | 'requiresSecondFactor'> {
  audioDays: number | '';
  resultDays: number | '';
  auditDays: number | '';
  requestDays: number | '';
}

const daysOf = (value: number | string): number | null => (value === '' ? null : Number(value));

/** The settings that the values of the form stand for. */
const settingsOf = (
  { requestDays, requiresConsent, requiresSso, requiresSecondFactor, ...periods }: SettingsValues,
  before: Settings,
) => ({
  audioDays: daysOf(periods.audioDays),
  resultDays: daysOf(periods.resultDays),
  auditDays: daysOf(periods.auditDays),
  requestDays: Number(requestDays || before.requestDays),
  requiresConsent,
  requiresSso,
  requiresSecondFactor,
});

function SettingsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation();
  const change = useChangeSettings();
  const { data: session } = useSession();
  const form = useForm<SettingsValues>({
    initialValues: {
      audioDays: settings.audioDays ?? '',
      resultDays: settings.resultDays ?? '',
      auditDays: settings.auditDays ?? '',
      requestDays: settings.requestDays,
      requiresConsent: settings.requiresConsent,
      requiresSso: settings.requiresSso,
      requiresSecondFactor: settings.requiresSecondFactor,
    },
  });
  const submit = form.onSubmit((values) =>
    change.mutate(settingsOf(values, settings), {
      onSuccess: () => notifications.show({ message: t('shell.saved') }),
    }),
  );
  const fillIn = (preset: SettingsPreset) => {
    const { audioDays, resultDays, auditDays, ...rest } = withPreset(
      settingsOf(form.values, settings),
      preset,
    );
    form.setValues({
      audioDays: audioDays ?? '',
      resultDays: resultDays ?? '',
      auditDays: auditDays ?? '',
      ...rest,
    });
  };
  return (
    <form onSubmit={submit} className="surface" style={{ padding: '1.6rem', maxWidth: '36rem' }}>
      <Stack gap="lg">
        <PresetSelect onChoose={fillIn} />
        <PeriodFields form={form} />
        <Switch
          label={t('administration.settings.consent')}
          description={t('administration.settings.consentHint')}
          {...form.getInputProps('requiresConsent', { type: 'checkbox' })}
        />
        <Switch
          label={t('administration.settings.secondFactor')}
          description={t('administration.settings.secondFactorHint')}
          {...form.getInputProps('requiresSecondFactor', { type: 'checkbox' })}
        />
        {(session?.oidc || settings.requiresSso) && (
          <Switch
            label={t('administration.settings.sso')}
            description={t('administration.settings.ssoHint')}
            {...form.getInputProps('requiresSso', { type: 'checkbox' })}
          />
        )}
        <ErrorLine error={change.error} />
        <Button type="submit" loading={change.isPending} w="fit-content">
          {t('shell.save')}
        </Button>
      </Stack>
    </form>
  );
}

/** How long things are kept, and until when candidates are answered. */
function PeriodFields({ form }: { form: UseFormReturnType<SettingsValues> }) {
  const { t } = useTranslation();
  return (
    <>
      {RETENTION_FIELDS.map((name) => (
        <NumberInput
          key={name}
          label={t(`administration.settings.${name}`)}
          description={t(`administration.settings.${name}Hint`)}
          placeholder={t('administration.settings.forEver')}
          min={name === 'auditDays' ? MIN_AUDIT_DAYS : 0}
          max={36_500}
          suffix={` ${t('administration.settings.days')}`}
          hideControls
          {...form.getInputProps(name)}
        />
      ))}
      <NumberInput
        label={t('administration.settings.requestDays')}
        description={t('administration.settings.requestDaysHint')}
        min={1}
        max={MAX_REQUEST_DAYS}
        suffix={` ${t('administration.settings.days')}`}
        hideControls
        {...form.getInputProps('requestDays')}
      />
    </>
  );
}
