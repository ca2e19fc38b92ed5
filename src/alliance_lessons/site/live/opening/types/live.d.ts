// The parts of the service worker's world that our scripts use, and what our build tells them.

export interface Part { hash: string; size: number }
export interface Pack { hash: string; parts: Part[] }
export interface Lesson { title: string; page: string; hash: string; words: string }

/** One build of the live edition: `packs` hold all that an opening lesson asks for, `later` the
 * files that some lessons need once they are open, and `absent` are the names that are asked for
 * though nothing stands there. */
export interface Build {
  build: string;
  /** What a first visit loads: the packs, and this page with its scripts. */
  bytes: number;
  appVersion: string;
  storage: string | null;
  opening: string[];
  absent: string[];
  packs: Pack[];
  later: (Pack & { files: string[] })[];
  lessons: Record<string, Lesson>;
}

/** What stops the loading: no connection, a file that the host does not have, no room. */
export type Trouble = "gone" | "missing" | "full";

export interface LiveEdition {
  load(base: string, live: Build, tell?: (bytes: number) => void, signal?: AbortSignal): Promise<void>;
  loadLater(base: string, live: Build): Promise<void>;
  isWhole(base: string, live: Build): Promise<boolean>;
  dropOthers(base: string, live: Build): Promise<void>;
  storeName(base: string, build: string): string;
  troubleOf(error: unknown): Trouble | null;
}

declare global {
  var liveEdition: LiveEdition;
}

export interface Worker {
  live: Build;
  location: Location;
  registration: ServiceWorkerRegistration;
  clients: { matchAll(options: { type: "window"; includeUncontrolled: true }): Promise<{ url: string }[]> };
  skipWaiting(): Promise<void>;
  addEventListener(type: "install" | "activate", heard: (event: Lasting) => void): void;
  addEventListener(type: "fetch", heard: (event: Asked) => void): void;
  addEventListener(type: "message", heard: (event: MessageEvent & Lasting) => void): void;
}
export interface Lasting extends Event { waitUntil(done: Promise<unknown>): void }
export interface Asked extends Lasting {
  request: Request;
  respondWith(answer: Promise<Response>): void;
}
