import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Says that there is nothing here, why, and what one can do. */
export function EmptyState({
  title,
  hint,
  isPage = false,
  children,
}: {
  title: string;
  hint?: string;
  /** It is all there is on the page, whose name its title then is. */
  isPage?: boolean;
  children?: ReactNode;
}) {
  return (
    <Stack align="center" gap="sm" className={classes.empty} py={64} px="md">
      <svg width="72" height="32" viewBox="0 0 72 32" aria-hidden="true" className={classes.wave}>
        {HEIGHTS.map((height, at) => (
          <rect
            key={`${at}-${height}`}
            x={at * 6}
            y={16 - height / 2}
            width="2.500"
            height={height}
            rx="1.25"
          />
        ))}
      </svg>
      <Title order={isPage ? 1 : 2} fz="h3" ta="center">
        {title}
      </Title>
      {hint && (
        <Text c="dimmed" ta="center" maw={440}>
          {hint}
        </Text>
      )}
      {children}
    </Stack>
  );
}

const HEIGHTS = [4, 9, 6, 16, 24, 12, 7, 20, 28, 14, 8, 4];
