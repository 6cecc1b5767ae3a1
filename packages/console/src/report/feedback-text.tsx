import { Text } from '@mantine/core';
import classes from './feedback-text.module.css';
import { TimestampedText } from './player/timestamped-text.tsx';

/** The feedback for the candidate: headings and points with times that play. */
export function FeedbackText({ text }: { text: string }) {
  return parseFeedback(text).map(({ heading, points }) => (
    <div key={heading} className={classes.part}>
      {heading && (
        <Text fw={600} fz="sm">
          {heading}
        </Text>
      )}
      <ul className={classes.points}>
        {points.map((point) => (
          <li key={point}>
            <TimestampedText text={point} />
          </li>
        ))}
      </ul>
    </div>
  ));
}

/** Lines that start with a dash are points under the line before them. */
export function parseFeedback(text: string): { heading: string; points: string[] }[] {
  const sections: { heading: string; points: string[] }[] = [];
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const point = /^\s*-\s+(.*)$/.exec(line)?.[1];
    if (point === undefined) sections.push({ heading: line, points: [] });
    else if (sections.length === 0) sections.push({ heading: '', points: [point] });
    else sections.at(-1)?.points.push(point);
  }
  return sections;
}
