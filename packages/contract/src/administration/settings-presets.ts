import { MIN_AUDIT_DAYS, type Settings } from './settings.ts';

/** The settings that a law speaks of. */
export type PresetSettings = Pick<
  Settings,
  'audioDays' | 'resultDays' | 'auditDays' | 'requestDays' | 'requiresConsent'
>;

/** What a law asks of the settings, at least. What else it asks is written in `docs/compliance`. */
interface Preset {
  readonly leastResultDays?: number;
  readonly leastAuditDays?: number;
  readonly mostRequestDays?: number;
  readonly requiresConsent?: true;
}

/** A year, a leap one too. */
const ONE_YEAR = 366;
const THREE_YEARS = 1096;
const FOUR_YEARS = 1461;

/** Laws by name; dates and sources in `docs/compliance/README.md`. */
export const SETTINGS_PRESETS = {
  /** EU AI Act, Article 26: logs are kept for at least six months. GDPR, Article 12: answers within a month. */
  euAiAct: { leastAuditDays: MIN_AUDIT_DAYS, mostRequestDays: 28 },
  /** Colorado SB 26-189: records of three years, an explanation within 30 days. */
  colorado: { leastAuditDays: THREE_YEARS, leastResultDays: THREE_YEARS, mostRequestDays: 30 },
  /**
   * California, regulations on automated decisions in employment: records of four years; Consumer Privacy Act: answers within
   * 45 days.
   */
  california: { leastAuditDays: FOUR_YEARS, leastResultDays: FOUR_YEARS, mostRequestDays: 45 },
  /** Illinois, Artificial Intelligence Video Interview Act: consent beforehand, erasure within 30 days of a request. */
  illinois: { requiresConsent: true, mostRequestDays: 30 },
  /**
   * New York City, Local Law 144: what is asked in writing is answered within 30 days, and figures are audited every year: erased runs
   * would be missing from them.
   */
  newYorkCity: { leastResultDays: ONE_YEAR, mostRequestDays: 30 },
} as const satisfies Record<string, Preset>;

/** A law whose demands can be filled in. */
export type SettingsPreset = keyof typeof SETTINGS_PRESETS;

/**
 * The settings with what a law asks of them; periods that are longer already, and for ever (null), stay, as do shorter times to
 * answer candidates.
 */
export function withPreset(settings: PresetSettings, name: SettingsPreset): PresetSettings {
  const {
    leastResultDays = 0,
    leastAuditDays = 0,
    mostRequestDays,
    requiresConsent,
  }: Preset = SETTINGS_PRESETS[name];
  const atLeast = (days: number | null, least: number) => (days === null ? null : Math.max(days, least));
  return {
    audioDays: settings.audioDays,
    resultDays: atLeast(settings.resultDays, leastResultDays),
    auditDays: atLeast(settings.auditDays, leastAuditDays),
    requestDays: Math.min(settings.requestDays, mostRequestDays ?? settings.requestDays),
    requiresConsent: settings.requiresConsent || requiresConsent === true,
  };
}
