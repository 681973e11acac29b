// What the view of registries is made of.
import type { RegistryListing } from '../explorer/registry-listing.ts';
import type { TreeSource } from './tree-source.ts';

export function registrySource(listing: RegistryListing): TreeSource<RegistryListing, undefined> {
  return {
    source: listing,
    isReady: () => true,
    begin: () => void listing.begin(),
    onDidChange: (listener) => listing.onDidChange(() => listener(undefined)),
    load: ({ object }) => (object ? listing.load(object.id) : Promise.resolve()),
  };
}
