import { Alert, Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorText } from '../components/error-text.tsx';
import { hasArrivedBefore } from './upload-texts.ts';

/** Why a submission failed; of one that arrived before, with other details, where its run is. */
export function SubmitFailure({ error }: { error: Error }) {
  const { t } = useTranslation();
  return (
    <Alert color="amber" role="alert">
      {hasArrivedBefore(error) ? (
        <>
          {t('playground.queue.arrived')}{' '}
          <Anchor component={Link} to="/runs" fz="inherit">
            {t('shell.runs')}
          </Anchor>
        </>
      ) : (
        <ErrorText error={error} />
      )}
    </Alert>
  );
}
