import { Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from './page-title.ts';

/** The heading of a page: title, description, and actions on the right. */
export function PageHeading({
  title,
  hint,
  children,
}: {
  title: string;
  hint?: string;
  children?: ReactNode;
}) {
  usePageTitle(title);
  return (
    <Group justify="space-between" align="flex-end" gap="md" mb="xl">
      {/* Names and ids may be longer than a phone is wide. */}
      <div style={{ overflowWrap: 'anywhere' }}>
        <Title order={1}>{title}</Title>
        {hint && (
          <Text c="dimmed" mt={4} maw={620}>
            {hint}
          </Text>
        )}
      </div>
      {children && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
