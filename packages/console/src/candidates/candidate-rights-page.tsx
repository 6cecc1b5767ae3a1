import { Button, Group, Text, TextInput, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { candidateExportUrl } from '../api/candidate-rights.ts';
import { useHasPermission } from '../api/session.ts';
import { LinkButton } from '../components/link-button.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { EraseCandidate } from './erase-candidate.tsx';

/** Candidate rights: export and erasure. */
export function CandidateRightsPage() {
  const { t } = useTranslation();
  const canExport = useHasPermission('runs.export');
  const canErase = useHasPermission('runs.erase');
  return (
    <>
      <PageHeading title={t('rights.title')} hint={t('rights.hint')}>
        <LinkButton to="/requests" variant="default">
          {t('requests.title')}
        </LinkButton>
        <LinkButton to="/notice" variant="default">
          {t('notice.link')}
        </LinkButton>
      </PageHeading>
      {canExport && <CandidateData canErase={canErase} />}
    </>
  );
}

function CandidateData({ canErase }: { canErase: boolean }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const externalId = typed.trim();
  return (
    <section className="surface" style={{ padding: '1.4rem' }} aria-labelledby="one-title">
      <Title order={2} fz="h3" mb="sm" id="one-title">
        {t('rights.candidate')}
      </Title>
      <Group align="flex-end">
        <TextInput
          flex="1 1 16rem"
          label={t('rights.externalId')}
          description={t('rights.externalIdHint')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        {externalId !== '' && (
          <Button
            component="a"
            href={candidateExportUrl(externalId)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('rights.export')}
          </Button>
        )}
        {externalId !== '' && canErase && <EraseCandidate key={externalId} externalId={externalId} />}
      </Group>
      <Text fz="xs" c="dimmed" mt="sm">
        {t('rights.exportHint')}
      </Text>
    </section>
  );
}
