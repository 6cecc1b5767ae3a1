import { Modal, VisuallyHidden } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconFileText, IconList, IconSearch } from '@tabler/icons-react';
import { candidateNameOf, type RunRow } from '@vivavoce/contract';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useFoundRuns } from '../api/runs.ts';
import { useHasPermission } from '../api/session.ts';
import { useFormats } from '../i18n/formats.ts';
import { parseRunQuery, serializeRunQuery } from '../runs/run-query.ts';
import classes from './command-palette.module.css';
import { type Command, matchingCommands, useActionCommands, usePageCommands } from './commands.ts';

/** Delay between the last keystroke and the search for runs, ms. */
const SEARCH_DEBOUNCE_MS = 200;
/** Shorter texts are in nearly every run. */
const MIN_SEARCH_CHARACTERS = 2;

/** A command as it is listed. */
interface Option extends Command {
  /** What tells it from others of the same name. */
  readonly hint?: string;
}

/** Options of one kind, under a title. */
interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

/** Goes to pages and runs, and does what can be done from anywhere. Loaded on demand. */
export default function CommandPalette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const { groups, note } = useOptions(text.trim());
  const options = groups.flatMap((group) => group.options);
  const active = options.find(({ id }) => id === chosen) ?? options[0];
  const baseId = useId();
  const idOf = ({ id }: Option) => `${baseId}${id}`;
  const take = ({ run }: Option) => {
    onClose();
    run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter ends the composition of a character first.
    if (active === undefined || event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step === undefined) take(active);
    else setChosen(options.at((options.indexOf(active) + step) % options.length)?.id ?? null);
  };
  const activeId = active && idOf(active);
  useEffect(() => {
    if (activeId !== undefined) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return (
    <Modal.Root
      opened
      onClose={onClose}
      centered={false}
      yOffset="10vh"
      size="lg"
      classNames={{ content: classes.palette ?? '' }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('shell.palette.title')}>
        <PaletteField
          text={text}
          listId={options.length > 0 ? `${baseId}list` : null}
          activeId={activeId}
          onType={(typed) => {
            setText(typed);
            setChosen(null);
          }}
          onKeyDown={onKeyDown}
        />
        {options.length > 0 && (
          <OptionList
            id={`${baseId}list`}
            groups={groups}
            active={active}
            idOf={idOf}
            onMove={setChosen}
            onTake={take}
          />
        )}
        <p role="status" className={note === '' ? classes.silent : classes.note}>
          {note}
          <VisuallyHidden> {t('shell.palette.found', { count: options.length })}</VisuallyHidden>
        </p>
      </Modal.Content>
    </Modal.Root>
  );
}

/** Where one types; its arrows and Enter are those of the list. */
function PaletteField({
  text,
  listId,
  activeId,
  onType,
  onKeyDown,
}: {
  text: string;
  /** Null while nothing is listed. */
  listId: string | null;
  activeId: string | undefined;
  onType: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className={classes.field}>
      <IconSearch size={18} stroke={1.6} aria-hidden />
      <input
        role="combobox"
        aria-label={t('shell.palette.hint')}
        aria-expanded={listId !== null}
        aria-controls={listId ?? undefined}
        aria-activedescendant={activeId}
        aria-autocomplete="list"
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        placeholder={t('shell.palette.hint')}
        value={text}
        onChange={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

function OptionList({
  id: listId,
  groups,
  active,
  idOf,
  onMove,
  onTake,
}: {
  id: string;
  groups: readonly OptionGroup[];
  active: Option | undefined;
  idOf: (option: Option) => string;
  onMove: (id: string) => void;
  onTake: (option: Option) => void;
}) {
  const { t } = useTranslation();
  return (
    <div id={listId} role="listbox" aria-label={t('shell.palette.title')} className={classes.list}>
      {groups.map(({ title, options }) => (
        <div key={title} role="group" aria-label={title}>
          <div className={classes.title} aria-hidden>
            {title}
          </div>
          {options.map((option) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the field, which keeps the focus.
            <div
              key={option.id}
              id={idOf(option)}
              role="option"
              aria-selected={option === active}
              className={classes.option}
              // The focus stays in the field.
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => onMove(option.id)}
              onClick={() => onTake(option)}
            >
              <option.icon size={18} stroke={1.6} aria-hidden />
              <span className={classes.label}>{option.label}</span>
              {option.hint && <span className={classes.hint}>{option.hint}</span>}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** What a text finds: pages, actions and runs; `note` says what the list does not. */
function useOptions(text: string): { readonly groups: readonly OptionGroup[]; readonly note: string } {
  const { t } = useTranslation();
  const pages = matchingCommands(usePageCommands(), text);
  const actions = matchingCommands(useActionCommands(), text);
  const { options: runs, note } = useRunOptions(text);
  const groups = [
    { title: t('shell.palette.pages'), options: pages },
    { title: t('shell.palette.actions'), options: actions },
    { title: t('shell.runs'), options: runs },
  ].filter(({ options }) => options.length > 0);
  return { groups, note: groups.length === 0 && note === '' ? t('shell.palette.nothing') : note };
}

/** Runs with a text in name, external id or tag, and the list of all of them. */
function useRunOptions(text: string): { readonly options: readonly Option[]; readonly note: string } {
  const { t } = useTranslation();
  const { ago } = useFormats();
  const navigate = useNavigate();
  const isSearch = useHasPermission('runs.read') && text.length >= MIN_SEARCH_CHARACTERS;
  const [search] = useDebouncedValue(text, SEARCH_DEBOUNCE_MS);
  const { data, error } = useFoundRuns(isSearch ? search : '');
  if (!isSearch) return { options: [], note: '' };
  const isCurrent = search === text && data !== undefined;
  const found = isCurrent ? data : [];
  const all: Option = {
    id: 'all-runs',
    label: t('shell.palette.allRuns', { text }),
    icon: IconList,
    run: () => void navigate(`/runs?${runQueryOf(text)}`),
  };
  const options = found.map((run): Option => {
    const name = candidateNameOf(run);
    return {
      id: run.id,
      label: name ?? t('report.head.unnamed'),
      hint: hintsOf(run, name, ago(run.timestamp)),
      icon: IconFileText,
      run: () => void navigate(`/runs/${run.id}`),
    };
  });
  if (error) return { options: [all], note: t('shell.palette.failed') };
  return { options: [...options, all], note: isCurrent ? '' : t('shell.palette.searching') };
}

/** The query of the list of runs that searches a text and filters nothing else. */
const runQueryOf = (search: string): URLSearchParams =>
  serializeRunQuery({ ...parseRunQuery(new URLSearchParams()), search });

const hintsOf = ({ externalId, tags }: RunRow, name: string | null, when: string): string =>
  [externalId !== name && externalId, ...tags, when].filter(Boolean).join(' · ');
