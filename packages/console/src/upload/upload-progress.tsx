import { Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** How far an upload is; once it has arrived, that the server checks it: that takes seconds, and has no percentage. */
export function UploadProgress({
  uploadedShare,
  name,
  isAnnounced = false,
}: {
  uploadedShare: number;
  /** Which of several uploads. */
  name?: string;
  /** Whether screen readers are told each percentage; of several uploads they are told what has ended. */
  isAnnounced?: boolean;
}) {
  const { t } = useTranslation();
  const isChecking = uploadedShare >= 1;
  const label = t(isChecking ? 'playground.checking' : 'playground.uploading');
  return (
    <Stack gap={4}>
      <Progress
        value={uploadedShare * 100}
        aria-label={name === undefined ? label : `${label}: ${name}`}
        size="lg"
        animated={isChecking}
      />
      <Text fz="sm" role={isAnnounced ? 'status' : undefined}>
        {isChecking ? label : `${label}: ${Math.round(uploadedShare * 100)} %`}
      </Text>
    </Stack>
  );
}
