import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NotificationChange } from '@vivavoce/contract';
import { api } from './api-client.ts';

const NOTIFICATIONS_KEY = ['notifications'];

/** The e-mails that the user gets, and whether the server sends any. */
export function useNotifications() {
  return useQuery({ queryKey: NOTIFICATIONS_KEY, queryFn: ({ signal }) => api.notifications({ signal }) });
}

/** Sets which e-mails the user gets. */
export function useChangeNotifications() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (change: NotificationChange) => api.changeNotifications(change),
    onSuccess: (changed) => queries.setQueryData(NOTIFICATIONS_KEY, changed),
  });
}
