// CredentialStore as `docker login` keeps it: credHelpers, then credsStore, then auths of config.json; beside it the
// caller's own store, which the CLI does not know. Reads config.json at each call, since the CLI changes it, too.
// Source: github.com/docker/cli, cli/config/configfile/file.go and cli/config/credentials.

import { isEngineError } from '../errors.ts';
import { programPath } from '../programs.ts';
import {
  type ConfigChange,
  type ConfigFile,
  changeConfigFile,
  credentialIn,
  entryOf,
  keysOf,
  readConfigFile,
} from './config-file.ts';
import type { Credential } from './credential.ts';
import { type CredentialHelper, credentialHelper, type HelperSurroundings } from './credential-helper.ts';
import type { CredentialPlace, CredentialStore, SecretStore, StoredLogin } from './credentials-api.ts';
import { registryOf, serverAddressOf } from './registry-host.ts';
import { secretLogins } from './secret-logins.ts';

export interface CredentialSource {
  /** `~/.docker`, unless `DOCKER_CONFIG` says otherwise: the caller decides. */
  readonly dockerConfigFolder: string;
  readonly secretStore: SecretStore;
  readonly env: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
  /** Milliseconds that a helper may take. */
  readonly helperPatience?: number;
}

export function createCredentialStore({
  dockerConfigFolder,
  secretStore,
  env,
  platform = process.platform,
  helperPatience = 60_000,
}: CredentialSource): CredentialStore {
  const surroundings: HelperSurroundings = { env, platform, patience: helperPatience };
  const helper = (name: string): CredentialHelper => credentialHelper(name, surroundings);
  const read = () => readConfigFile(dockerConfigFolder);
  const secrets = secretLogins(secretStore);

  function placeOf(config: ConfigFile, registry: string): CredentialPlace {
    const [own] = keysOf(registry, Object.keys(config.credHelpers));
    // An empty name: this one goes to the file, whatever is for all others.
    const name =
      own === undefined ? (config.credsStore ?? defaultHelper(config, surroundings)) : config.credHelpers[own];
    return name ? { kind: 'helper', name } : { kind: 'config-file', path: config.path };
  }

  return {
    list: async (signal) => {
      const config = read();
      const found = new Map<string, StoredLogin>();
      const add = (login: StoredLogin) => {
        const known = found.get(login.registry);
        if (known?.username === undefined) found.set(login.registry, { ...known, ...login });
      };
      for (const [name, users] of await usersOfHelpers(config, placeOf(config, ''), helper, signal)) {
        const place = { kind: 'helper', name } as const;
        const isMeant = (registry: string) => {
          const its = placeOf(config, registry);
          return its.kind === 'helper' && its.name === name;
        };
        const named = [...Object.keys(config.credHelpers), ...Object.keys(config.auths)].map(registryOf);
        const keys = typeof users === 'string' ? named : Object.keys(users);
        for (const key of keys.filter(isWholeRegistry)) {
          const registry = registryOf(key);
          if (!isMeant(registry)) continue;
          if (typeof users === 'string') add({ registry, username: undefined, place, problem: users });
          else add({ registry, username: users[key] || undefined, place });
        }
        // A host with a helper of its own counts although that helper does not list it: some make passwords on demand.
        for (const registry of Object.keys(config.credHelpers).map(registryOf)) {
          if (isMeant(registry) && !found.has(registry)) add({ registry, username: undefined, place });
        }
      }
      for (const [key, entry] of Object.entries(config.auths)) {
        const registry = registryOf(key);
        const place = placeOf(config, registry);
        if (place.kind === 'helper') continue;
        addFromFile(registry, entry, place, config.path, add);
      }
      for (const [registry, credential] of await secrets.all()) {
        add({ registry, username: userOf(credential), place: { kind: 'secret-store' } });
      }
      return [...found.values()].sort((a, b) => (a.registry < b.registry ? -1 : 1));
    },

    get: async (name, signal) => {
      const registry = registryOf(name);
      const config = read();
      const place = placeOf(config, registry);
      if (place.kind === 'helper') {
        const credential = await helper(place.name).get(serverAddressOf(registry), signal);
        if (credential) return credential;
      } else {
        for (const key of keysOf(registry, Object.keys(config.auths))) {
          const credential = credentialIn(config.auths[key], registry, config.path);
          if (credential) return credential;
        }
      }
      return (await secrets.all()).get(registry);
    },

    whereStored: async (registry) => placeOf(read(), registryOf(registry)),

    save: async (name, credential, { inTheClear }, signal) => {
      const registry = registryOf(name);
      const config = read();
      const place = placeOf(config, registry);
      const key = serverAddressOf(registry);
      if (place.kind === 'helper') {
        await helper(place.name).store(key, credential, signal);
        // As the CLI does it: the entry says who is logged in, and with one the CLI looks for no helper by itself.
        const named: ConfigChange[] =
          config.credsStore === undefined && defaultHelper(config, surroundings) === place.name
            ? [[['credsStore'], place.name]]
            : [];
        try {
          changeConfigFile(dockerConfigFolder, [[['auths', key], {}], ...named]);
        } catch (error) {
          await helper(place.name).erase(key, signal);
          throw error;
        }
        await secrets.delete(registry);
        return place;
      }
      if (inTheClear) {
        changeConfigFile(dockerConfigFolder, [[['auths', key], entryOf(credential)]]);
        await secrets.delete(registry);
        return place;
      }
      // What the file has would be found first.
      removeFromFile(registry);
      await secrets.set(registry, credential);
      return { kind: 'secret-store' };
    },

    erase: async (name, signal) => {
      const registry = registryOf(name);
      const place = placeOf(read(), registry);
      const fromSecrets = await secrets.delete(registry);
      const fromFile = removeFromFile(registry);
      const fromHelper = place.kind === 'helper' && (await helper(place.name).erase(serverAddressOf(registry), signal));
      return fromSecrets || fromFile || fromHelper;
    },
  };

  /** Answers whether there was anything. */
  function removeFromFile(registry: string): boolean {
    const keys = keysOf(registry, Object.keys(read().auths));
    if (keys.length > 0) {
      changeConfigFile(
        dockerConfigFolder,
        keys.map((key) => [['auths', key], undefined]),
      );
    }
    return keys.length > 0;
  }
}

/** Of each helper that config.json names: its users by key, or why it fails. */
async function usersOfHelpers(
  { credHelpers }: ConfigFile,
  forAll: CredentialPlace,
  helper: (name: string) => CredentialHelper,
  signal: AbortSignal | undefined,
): Promise<(readonly [name: string, users: Readonly<Record<string, string>> | string])[]> {
  const names = new Set(Object.values(credHelpers).filter((name) => name !== ''));
  if (forAll.kind === 'helper') names.add(forAll.name);
  return Promise.all(
    [...names].map(async (name) => {
      try {
        return [name, await helper(name).list(signal)] as const;
      } catch (error) {
        if (!isEngineError(error)) throw error;
        return [name, error.message] as const;
      }
    }),
  );
}

function addFromFile(
  registry: string,
  entry: unknown,
  place: CredentialPlace,
  path: string,
  add: (login: StoredLogin) => void,
): void {
  try {
    const credential = credentialIn(entry, registry, path);
    if (credential) add({ registry, username: userOf(credential), place });
  } catch (error) {
    if (!isEngineError(error)) throw error;
    add({ registry, username: undefined, place, problem: error.message });
  }
}

function userOf(credential: Credential): string | undefined {
  return credential.kind === 'password' ? credential.username : undefined;
}

/** Docker Desktop keeps more under a registry's address: `https://index.docker.io/v1/refresh-token`. */
function isWholeRegistry(key: string): boolean {
  return /^(?:https?:\/\/)?[^/]+(?:\/(?:v[12]\/?)?)?$/i.test(key);
}

/** What the CLI takes where config.json says nothing at all of credentials: the system's keychain, if it has a helper. */
function defaultHelper(
  { auths, credHelpers, credsStore }: ConfigFile,
  { env, platform }: HelperSurroundings,
): string | undefined {
  if (credsStore !== undefined || Object.keys(auths).length > 0 || Object.keys(credHelpers).length > 0)
    return undefined;
  const isInstalled = (program: string) => programPath(program, env) !== undefined;
  const name =
    platform === 'darwin'
      ? 'osxkeychain'
      : platform === 'win32'
        ? 'wincred'
        : isInstalled('pass')
          ? 'pass'
          : 'secretservice';
  return isInstalled(`docker-credential-${name}`) ? name : undefined;
}
