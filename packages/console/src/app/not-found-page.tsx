import { useTranslation } from 'react-i18next';
import { EmptyState } from '../components/empty-state.tsx';
import { LinkButton } from '../components/link-button.tsx';

/** Shown for unknown addresses. */
export function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <main>
      <EmptyState title={t('shell.notFound')} hint={t('shell.notFoundHint')} isPage>
        <LinkButton to="/">{t('shell.home')}</LinkButton>
      </EmptyState>
    </main>
  );
}
