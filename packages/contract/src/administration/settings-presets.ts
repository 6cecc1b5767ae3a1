import { MIN_AUDIT_DAYS, type Settings } from './settings.ts';

/** The settings that a law speaks of. */
export type PresetSettings = Pick<Settings, 'audioDays' | 'resultDays' | 'auditDays' | 'requiresConsent'>;

/** What a law asks of the settings, at least. What else it asks is written in `docs/compliance`. */
interface Preset {
  readonly leastResultDays?: number;
  readonly leastAuditDays?: number;
  readonly requiresConsent?: true;
}

const THREE_YEARS = 1096;
const FOUR_YEARS = 1461;

/** Laws by name; dates and sources in `docs/compliance/README.md`. */
export const SETTINGS_PRESETS = {
  /** EU AI Act, Article 26: logs are kept for at least six months. */
  euAiAct: { leastAuditDays: MIN_AUDIT_DAYS },
  /** Colorado SB 26-189: records of three years. */
  colorado: { leastAuditDays: THREE_YEARS, leastResultDays: THREE_YEARS },
  /** California, regulations on automated decisions in employment: records of four years. */
  california: { leastAuditDays: FOUR_YEARS, leastResultDays: FOUR_YEARS },
  /** Illinois, Artificial Intelligence Video Interview Act: consent beforehand. */
  illinois: { requiresConsent: true },
} as const satisfies Record<string, Preset>;

/** A law whose demands can be filled in. */
export type SettingsPreset = keyof typeof SETTINGS_PRESETS;

/** The settings with what a law asks of them; periods that are longer already, and for ever (null), stay. */
export function withPreset(settings: PresetSettings, name: SettingsPreset): PresetSettings {
  const { leastResultDays = 0, leastAuditDays = 0, requiresConsent }: Preset = SETTINGS_PRESETS[name];
  const atLeast = (days: number | null, least: number) => (days === null ? null : Math.max(days, least));
  return {
    audioDays: settings.audioDays,
    resultDays: atLeast(settings.resultDays, leastResultDays),
    auditDays: atLeast(settings.auditDays, leastAuditDays),
    requiresConsent: settings.requiresConsent || requiresConsent === true,
  };
}
