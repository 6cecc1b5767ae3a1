/**
 * What is wrong with the release that a tag names; empty if nothing is.
 * @param root of the repository.
 */
export declare function releaseFaults(tag: string, root?: string): Promise<string[]>;
