import type { TranscriptSpeaker } from '@vivavoce/contract';
import classes from './speaker-dot.module.css';

/** The symbol of a speaker: round for the candidate, square for the interviewer. The text next to it says the same. */
export function SpeakerDot({ role }: { role: TranscriptSpeaker['role'] }) {
  return <span className={classes.dot} data-role={role} aria-hidden />;
}
