/** The shape of what tables say, which every language fills. */
import type { AuditAction, AuditEntry, AuditTarget } from '@vivavoce/contract';

/** The columns of the audit log as a file. */
export type AuditColumn = Exclude<keyof AuditEntry, 'actor'> | 'actorKind' | 'actorId' | 'actorLabel';

/** The columns of a comparison of groups as a file; those of the groups themselves are metadata keys. */
export type FairnessColumn =
  | 'measure'
  | 'people'
  | 'mean_score'
  | 'count'
  | 'rate'
  | 'impact_ratio'
  | 'ratio_low'
  | 'ratio_high'
  | 'below_four_fifths'
  | 'p_value'
  | 'people_needed';

/** The texts of both tables in one language. */
export type TableTexts = {
  readonly audit: {
    readonly actions: Readonly<Record<AuditAction, string>>;
    readonly targets: Readonly<Record<keyof AuditTarget, string>>;
    readonly columns: Readonly<Record<AuditColumn, string>>;
  };
  readonly fairness: {
    readonly columns: Readonly<Record<FairnessColumn, string>>;
    /** How to read the figures. */
    readonly notes: Readonly<Record<'source' | 'ratio' | 'pValue' | 'median', string>>;
  };
};
