/** A wait that ends early when it is woken. */
export interface WakeableTimer {
  /** Waits so long at most. A wake-up that came while nobody waited ends the next wait at once. */
  sleep(ms: number): Promise<void>;
  wake(): void;
}

/** Makes an alarm for any number of sleepers. */
export function createWakeableTimer(): WakeableTimer {
  const sleepers = new Set<() => void>();
  let wokenEarly = false;
  return {
    sleep(ms) {
      if (wokenEarly) {
        wokenEarly = false;
        return Promise.resolve();
      }
      return new Promise((done) => {
        const finish = (): void => {
          clearTimeout(timer);
          sleepers.delete(finish);
          done();
        };
        const timer = setTimeout(finish, ms);
        sleepers.add(finish);
      });
    },
    wake() {
      wokenEarly = sleepers.size === 0;
      for (const finish of sleepers) finish();
    },
  };
}
