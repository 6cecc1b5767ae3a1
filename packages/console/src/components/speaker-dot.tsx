import type { TranscriptSpeaker } from '@vivavoce/contract';
import classes from './speaker-dot.module.css';

/** The sign of a speaker: round for the candidate, square for the interviewer. The words beside it say the same. */
export function SpeakerDot({ role }: { role: TranscriptSpeaker['role'] }) {
  return <span className={classes.dot} data-role={role} aria-hidden />;
}
