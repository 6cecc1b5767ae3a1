import { Group, Text } from '@mantine/core';
import classes from './logo.module.css';

const BARS = [
  [7, 13.5, 5],
  [12.5, 9, 14],
  [18, 6, 20],
  [23.5, 10.5, 11],
] as const;

/** Logo and product name. */
export function Logo({ size = 30 }: { size?: number }) {
  return (
    <Group gap={10} wrap="nowrap">
      <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="9" className={classes.ground} />
        {BARS.map(([x, y, length]) => (
          <line key={x} x1={x} x2={x} y1={y} y2={y + length} className={classes.bar} />
        ))}
      </svg>
      <Text component="span" ff="var(--vv-serif)" fz={size * 0.76} fw={500} lh={1} className={classes.name}>
        Vivavoce
      </Text>
    </Group>
  );
}
