import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** An empty state: what is missing, why, and what to do. */
export function EmptyState({
  title,
  hint,
  isPage = false,
  children,
}: {
  title: string;
  hint?: ReactNode;
  /** It fills the page, and its title is the page's heading. */
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
