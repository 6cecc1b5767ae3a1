import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconDownload, IconShare2 } from '@tabler/icons-react';
import { candidateNameOf } from '@vivavoce/contract';
import { useTranslation } from 'react-i18next';
import { useDownloadUrls } from '../../api/revisions.ts';
import { useCurrentSession } from '../../api/session.ts';
import { downloadFile } from '../../components/download-file.ts';
import type { ScoredRun } from '../scored-run.ts';
import { EraseRun } from './erase-run.tsx';
import { ShareModal } from './share-modal.tsx';

/** The actions of a report: share, download, erase. */
export function ReportActions({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  const permissions = useCurrentSession().user?.permissions ?? [];
  const [isSharing, sharing] = useDisclosure(false);
  return (
    <>
      {permissions.includes('runs.share') && (
        <Button variant="default" leftSection={<IconShare2 size={16} aria-hidden />} onClick={sharing.open}>
          {t('report.actions.share')}
        </Button>
      )}
      <DownloadMenu run={run} />
      {permissions.includes('runs.erase') && <EraseRun run={run} />}
      <ShareModal runId={run.id} isOpen={isSharing} onClose={sharing.close} />
    </>
  );
}

function DownloadMenu({ run }: { run: ScoredRun }) {
  const { t } = useTranslation();
  const urls = useDownloadUrls(run.id);
  const files = ['pdf', 'candidatePdf', 'html', 'txt', 'srt', 'vtt'] as const;
  return (
    <Menu position="bottom-end" width={260} shadow="lg" radius="lg">
      <Menu.Target>
        <Button
          leftSection={<IconDownload size={16} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {t('report.actions.download')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {files.map((file) => (
          <Menu.Item key={file} component="a" href={urls[file]} download>
            {t(`report.actions.files.${file}`)}
          </Menu.Item>
        ))}
        {(run.audio.parts ?? [undefined]).map((one) => (
          <Menu.Item key={`audio-${one?.part}`} component="a" href={urls.audio(one?.part)} download>
            {one ? t('report.actions.files.audioPart', { part: one.part }) : t('report.actions.files.audio')}
          </Menu.Item>
        ))}
        <Menu.Item
          onClick={() =>
            downloadFile(
              `${candidateNameOf(run) ?? run.id}.json`,
              JSON.stringify(run, null, 2),
              'application/json',
            )
          }
        >
          {t('report.actions.files.json')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
