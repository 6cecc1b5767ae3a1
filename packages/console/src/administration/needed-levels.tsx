import { Group, NativeSelect, Text } from '@mantine/core';
import {
  CEFR_LEVELS,
  type CefrLevel,
  type RequiredLevels,
  SCORE_NAMES,
  type ScoreName,
} from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';

/** The levels that a project needs, in a row. */
export function NeededLevels({ levels }: { levels: RequiredLevels }) {
  const nameOf = useScoreNames();
  const needed = SCORE_NAMES.flatMap((name) => {
    const level = levels[name];
    return level === undefined ? [] : [name === 'overall' ? level : `${nameOf(name)} ${level}`];
  });
  return <>{needed.length === 0 ? '–' : needed.join(', ')}</>;
}

/** Fields for the level that a role needs, overall and in each score; all are optional. */
export function NeededLevelFields({
  levels,
  onChange,
}: {
  levels: RequiredLevels;
  onChange: (levels: RequiredLevels) => void;
}) {
  const { t } = useTranslation();
  const nameOf = useScoreNames();
  const change = (name: ScoreName, level: string) => {
    const { [name]: _before, ...others } = levels;
    onChange(level === '' ? others : { ...others, [name]: level as CefrLevel });
  };
  return (
    <fieldset style={{ margin: 0, padding: 0, border: 0 }}>
      <Text component="legend" fz="sm" fw={500}>
        {t('administration.projects.levels')}
      </Text>
      <Text fz="xs" c="dimmed" mb="xs">
        {t('administration.projects.levelsHint')}
      </Text>
      <Group grow>
        {SCORE_NAMES.map((name) => (
          <NativeSelect
            key={name}
            size="xs"
            label={nameOf(name)}
            value={levels[name] ?? ''}
            onChange={(event) => change(name, event.currentTarget.value)}
            data={[{ value: '', label: t('administration.projects.anyLevel') }, ...CEFR_LEVELS]}
          />
        ))}
      </Group>
    </fieldset>
  );
}

function useScoreNames(): (name: ScoreName) => string {
  const { t } = useTranslation();
  return (name) => (name === 'overall' ? t('report.head.overall') : t(`report.dimensions.${name}`));
}
