import { Button, Group, NativeSelect, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type Invitation, ROLES, type Role, type User } from '@vivavoce/contract';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useChangeUser,
  useCreateLoginLink,
  useInvitations,
  useInvite,
  useRemoveUser,
  useResetSecondFactor,
  useRevokeInvitation,
  useUsers,
} from '../api/administration.ts';
import { useCurrentSession } from '../api/session.ts';
import { ConfirmModal } from '../components/confirm-modal.tsx';
import { DataTable } from '../components/data-table.tsx';
import { ErrorText } from '../components/error-text.tsx';
import { FormModal } from '../components/form-modal.tsx';
import { PageHeading } from '../components/page-heading.tsx';
import { QueryBoundary } from '../components/query-boundary.tsx';
import { SecretModal } from '../components/secret-modal.tsx';
import { useFormats } from '../i18n/formats.ts';

/** Users of the organisation, their roles, and pending invitations. */
export function UsersPage() {
  const { t } = useTranslation();
  const users = useUsers();
  const invitations = useInvitations();
  const [isInviting, setInviting] = useState(false);
  const [link, setLink] = useState<string | null>(null);
  return (
    <>
      <PageHeading title={t('shell.users')} hint={t('administration.people.hint')}>
        <Button onClick={() => setInviting(true)}>{t('administration.people.invite')}</Button>
      </PageHeading>
      <QueryBoundary query={users}>{(list) => <UsersTable users={list} onLink={setLink} />}</QueryBoundary>
      {(invitations.data?.length ?? 0) > 0 && (
        <>
          <Title order={2} fz="h3" mt="xl" mb="sm">
            {t('administration.people.invited')}
          </Title>
          <InvitationsTable invitations={invitations.data ?? []} />
        </>
      )}
      {isInviting && <InviteModal onClose={() => setInviting(false)} onLink={setLink} />}
      <SecretModal
        title={t('administration.people.link')}
        hint={t('administration.people.linkHint')}
        secret={link}
        onClose={() => setLink(null)}
      />
    </>
  );
}

function UsersTable({ users, onLink }: { users: readonly User[]; onLink: (url: string) => void }) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  return (
    <DataTable
      label={t('shell.users')}
      rows={users}
      keyOf={({ id }) => id}
      columns={[
        {
          name: t('administration.projects.name'),
          show: ({ name, email, disabled }) => (
            <>
              <Text fz="sm" fw={600}>
                {name} {disabled && `(${t('administration.people.disabled')})`}
              </Text>
              <Text fz="xs" c="dimmed">
                {email}
              </Text>
            </>
          ),
        },
        { name: t('administration.people.role'), show: (user) => <RoleSelect user={user} /> },
        {
          name: t('administration.people.seen'),
          show: ({ lastSignedInAt }) =>
            lastSignedInAt ? ago(lastSignedInAt) : t('administration.keys.never'),
        },
        { name: t('administration.actions'), show: (user) => <UserActions user={user} onLink={onLink} /> },
      ]}
    />
  );
}

function RoleSelect({ user }: { user: User }) {
  const { t } = useTranslation();
  const change = useChangeUser();
  return (
    <NativeSelect
      size="xs"
      w={130}
      aria-label={t('administration.people.roleOf', { name: user.name })}
      value={change.isPending ? (change.variables.change.role ?? user.role) : user.role}
      error={change.error && <ErrorText error={change.error} />}
      onChange={(event) =>
        change.mutate({ id: user.id, change: { role: event.currentTarget.value as Role } })
      }
      data={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
    />
  );
}

function UserActions({ user, onLink }: { user: User; onLink: (url: string) => void }) {
  const { t } = useTranslation();
  const currentUserId = useCurrentSession().user?.id;
  const createLoginLink = useCreateLoginLink();
  const change = useChangeUser();
  const remove = useRemoveUser();
  const [isConfirming, setConfirming] = useState(false);
  if (user.id === currentUserId) return null;
  return (
    <Group gap={6} wrap="nowrap">
      <Button
        size="compact-sm"
        variant="default"
        aria-label={t('administration.people.linkFor', { name: user.name })}
        onClick={() => createLoginLink.mutate(user.id, { onSuccess: ({ url }) => onLink(url) })}
      >
        {t('administration.people.makeLink')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${user.disabled ? t('administration.people.enable') : t('administration.people.disable')}: ${user.name}`}
        onClick={() => change.mutate({ id: user.id, change: { disabled: !user.disabled } })}
      >
        {user.disabled ? t('administration.people.enable') : t('administration.people.disable')}
      </Button>
      {user.hasSecondFactor && <ResetSecondFactor user={user} />}
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('shell.remove')}: ${user.name}`}
        onClick={() => setConfirming(true)}
      >
        {t('shell.remove')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('administration.people.removeTitle', { name: user.name })}
        action={t('shell.remove')}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(user.id, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('administration.people.removeHint')}</Text>
      </ConfirmModal>
    </Group>
  );
}

/** Removes the second factors of a user who has lost them. */
function ResetSecondFactor({ user }: { user: User }) {
  const { t } = useTranslation();
  const reset = useResetSecondFactor();
  const [isConfirming, setConfirming] = useState(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        aria-label={`${t('administration.people.resetFactor')}: ${user.name}`}
        onClick={() => setConfirming(true)}
      >
        {t('administration.people.resetFactor')}
      </Button>
      <ConfirmModal
        isOpen={isConfirming}
        title={t('administration.people.resetFactor')}
        action={t('administration.people.resetFactor')}
        isPending={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate(user.id, { onSuccess: () => setConfirming(false) })}
        onClose={() => setConfirming(false)}
      >
        <Text>{t('administration.people.resetFactorHint', { name: user.name })}</Text>
      </ConfirmModal>
    </>
  );
}

function InvitationsTable({ invitations }: { invitations: readonly Invitation[] }) {
  const { t } = useTranslation();
  const { ago } = useFormats();
  const revoke = useRevokeInvitation();
  return (
    <DataTable
      label={t('administration.people.invited')}
      rows={invitations}
      keyOf={({ id }) => id}
      columns={[
        { name: t('session.email'), show: ({ email }) => email },
        { name: t('administration.people.role'), show: ({ role }) => t(`shell.roles.${role}`) },
        { name: t('administration.people.by'), show: ({ invitedBy }) => invitedBy ?? '–' },
        { name: t('administration.keys.expires'), show: ({ expiresAt }) => ago(expiresAt) },
        {
          name: t('administration.actions'),
          show: ({ id, email }) => (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`${t('administration.people.revoke')}: ${email}`}
              onClick={() => revoke.mutate(id)}
            >
              {t('administration.people.revoke')}
            </Button>
          ),
        },
      ]}
    />
  );
}

function InviteModal({ onClose, onLink }: { onClose: () => void; onLink: (url: string) => void }) {
  const { t } = useTranslation();
  const invite = useInvite();
  const form = useForm({ initialValues: { email: '', role: 'recruiter' as Role } });
  return (
    <FormModal
      isOpen
      title={t('administration.people.invite')}
      action={t('administration.people.invite')}
      isPending={invite.isPending}
      error={invite.error}
      onClose={onClose}
      onSubmit={form.onSubmit((given) =>
        invite.mutate(given, {
          onSuccess({ url }) {
            onClose();
            onLink(url);
          },
        }),
      )}
    >
      <TextInput
        type="email"
        label={t('session.email')}
        required
        data-autofocus
        {...form.getInputProps('email')}
      />
      <NativeSelect
        label={t('administration.people.role')}
        data={ROLES.map((value) => ({ value, label: t(`shell.roles.${value}`) }))}
        {...form.getInputProps('role')}
      />
    </FormModal>
  );
}
