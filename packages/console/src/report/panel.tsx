import { Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './panel.module.css';

/** A panel of the report with its heading. */
export function Panel({
  id,
  title,
  hint,
  children,
}: {
  id: string;
  title: string;
  hint: string;
  children: ReactNode;
}) {
  return (
    <section className={`surface ${classes.panel}`} aria-labelledby={`${id}-title`}>
      <Title order={2} fz="h3" id={`${id}-title`}>
        {title}
      </Title>
      <Text fz="sm" c="dimmed" mt={2}>
        {hint}
      </Text>
      <div className={classes.parts}>{children}</div>
    </section>
  );
}

/** A section of a panel. */
export function PanelSection({
  title,
  hint,
  isWide = false,
  children,
}: {
  title: string;
  hint?: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.part} data-wide={isWide || undefined}>
      <Title order={3} ff="text" fz="sm" fw={650}>
        {title}
      </Title>
      {hint && (
        <Text fz="xs" c="dimmed">
          {hint}
        </Text>
      )}
      <div className={classes.body}>{children}</div>
    </div>
  );
}
