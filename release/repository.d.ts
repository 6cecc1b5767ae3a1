/** The root of the repository. */
export declare const ROOT: string;
/** What the lockfile says of a folder below the root. */
export interface LockedPackage {
    readonly version?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
    readonly optionalDependencies?: Readonly<Record<string, string>>;
    readonly peerDependencies?: Readonly<Record<string, string>>;
    readonly peerDependenciesMeta?: Readonly<Record<string, {
        readonly optional?: boolean;
    }>>;
    readonly link?: boolean;
}
/** Folders by what is installed in them, as `node_modules/zod`. */
export type Lockfile = Readonly<Record<string, LockedPackage>>;
/** The lockfile's packages. */
export declare function readLockfile(): Promise<Lockfile>;
/** The folder of a dependency as Node finds it from another folder; null where it is not installed. */
export declare function lockedFolder(lockfile: Lockfile, from: string, name: string): string | null;
/** Where the repository is, as npm compares it with who publishes; nothing where the root's manifest does not say. */
export declare function repositoryField(): Promise<{
    readonly repository?: unknown;
}>;
