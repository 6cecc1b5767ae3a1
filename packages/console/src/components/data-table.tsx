import { ScrollArea, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './data-table.module.css';

/** A column: its name, and the cell of a row. */
export interface Column<Row> {
  readonly name: string;
  readonly show: (row: Row) => ReactNode;
  /** Right-aligned. */
  readonly isNumber?: boolean;
}

/** A narrower column breaks times and names into lines of a word each, px. */
const MIN_COLUMN_PX = 104;

/** A table without virtualisation, for few rows. */
export function DataTable<Row>({
  label,
  rows,
  columns,
  keyOf,
}: {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  keyOf: (row: Row) => string;
}) {
  return (
    <ScrollArea
      className={`surface ${classes.frame}`}
      type="auto"
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': label }}
    >
      <Table
        verticalSpacing="sm"
        horizontalSpacing="lg"
        miw={Math.max(640, columns.length * MIN_COLUMN_PX)}
        aria-label={label}
      >
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, isNumber }) => (
              <Table.Th key={name} className={classes.head} ta={isNumber ? 'right' : undefined}>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={keyOf(row)}>
              {columns.map(({ name, show, isNumber }) => (
                <Table.Td
                  key={name}
                  ta={isNumber ? 'right' : undefined}
                  className={isNumber ? 'numbers' : undefined}
                >
                  {show(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea>
  );
}
