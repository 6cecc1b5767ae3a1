import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exportUrl } from '../api/rights.ts';
import { useMay } from '../api/session.ts';
import { LinkButton } from '../parts/link-button.tsx';
import { PageHeading } from '../parts/page-heading.tsx';
import { EraseCandidate } from './erase-candidate.tsx';
import { ErasureRequests } from './erasure-requests.tsx';

/** What candidates may ask for: a copy of everything, and its erasure. */
export function RightsPage() {
  const { t } = useTranslation();
  const mayErase = useMay('runs.erase');
  return (
    <>
      <PageHeading title={t('rights.title')} hint={t('rights.hint')}>
        <LinkButton to="/notice" variant="default">
          {t('notice.link')}
        </LinkButton>
      </PageHeading>
      <Stack gap="xl">
        <OneCandidate mayErase={mayErase} />
        {mayErase && <ErasureRequests />}
      </Stack>
    </>
  );
}

function OneCandidate({ mayErase }: { mayErase: boolean }) {
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
            href={exportUrl(externalId)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('rights.export')}
          </Button>
        )}
        {externalId !== '' && mayErase && <EraseCandidate key={externalId} externalId={externalId} />}
      </Group>
      <Text fz="xs" c="dimmed" mt="sm">
        {t('rights.exportHint')}
      </Text>
    </section>
  );
}
