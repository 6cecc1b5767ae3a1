import { Button, type ButtonProps, Menu } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** Where a table comes from: an address, or what makes it. */
type TableSource = string | (() => void);

/** Saves a table as CSV, for people in the language of the page or for programs. */
export function TableMenu({
  read,
  programs,
  size,
}: {
  read: TableSource;
  programs: TableSource;
  size?: ButtonProps['size'];
}) {
  const { t } = useTranslation();
  return (
    <Menu shadow="lg" withinPortal position="bottom-start">
      <Menu.Target>
        <Button
          {...(size && { size })}
          variant="default"
          leftSection={<IconDownload size={15} aria-hidden />}
          rightSection={<IconChevronDown size={15} aria-hidden />}
        >
          CSV
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <TableItem source={read}>{t('csv.read')}</TableItem>
        <TableItem source={programs}>{t('csv.programs')}</TableItem>
      </Menu.Dropdown>
    </Menu>
  );
}

function TableItem({ source, children }: { source: TableSource; children: ReactNode }) {
  if (typeof source !== 'string') return <Menu.Item onClick={source}>{children}</Menu.Item>;
  return (
    <Menu.Item component="a" href={source} download>
      {children}
    </Menu.Item>
  );
}
