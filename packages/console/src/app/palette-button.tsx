import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { loadPalette } from './palette.tsx';
import classes from './palette-button.module.css';
import { paletteKeys } from './palette-shortcut.ts';

/** Opens the command palette; its code is fetched when the pointer or the focus reaches the button. */
export function PaletteButton({ onOpen, isCompact = false }: { onOpen: () => void; isCompact?: boolean }) {
  const { t } = useTranslation();
  const load = () => void loadPalette();
  return (
    <UnstyledButton
      className={isCompact ? classes.compact : classes.button}
      aria-label={isCompact ? t('shell.palette.open') : undefined}
      aria-haspopup="dialog"
      onPointerEnter={load}
      onFocus={load}
      onClick={onOpen}
    >
      <IconSearch size={18} stroke={1.6} aria-hidden />
      {!isCompact && (
        <>
          <span className={classes.label}>{t('shell.palette.open')}</span>
          <kbd aria-hidden>{paletteKeys()}</kbd>
        </>
      )}
    </UnstyledButton>
  );
}
