/** A generator of numbers from 0 up to 1 that is fixed by its seed (mulberry32, T. Ettinger 2017). */
export declare function seededUniform(seed: number): () => number;
