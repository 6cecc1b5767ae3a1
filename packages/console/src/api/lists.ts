import { type UseInfiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import type { Page, PaginatedList } from '@vivavoce/sdk/console';

type PageQuery<Row> = UseInfiniteQueryOptions<
  Page<Row>,
  Error,
  readonly Row[],
  readonly unknown[],
  string | null
>;

/** The rows of a list that is fetched page by page. */
export function usePaginatedList<Row>(
  queryKey: readonly unknown[],
  list: PaginatedList<Row>,
  options: Pick<PageQuery<Row>, 'placeholderData' | 'refetchInterval'> & { readonly pageSize?: number } = {},
) {
  const { pageSize = 50, ...queryOptions } = options;
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => list.page({ cursor: pageParam, limit: pageSize, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }: Page<Row>) => nextCursor,
    select: ({ pages }): readonly Row[] => pages.flatMap(({ rows }) => rows),
    ...queryOptions,
  });
}
