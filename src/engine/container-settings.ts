// What a container is made with and what is told of it later, in the words of the Engine API ("Create a container",
// "Inspect a container", "Update a container"): one shape for both ways, so that what was asked can be read back.

export interface Healthcheck {
  Test?: string[] | null;
  /** Nanoseconds. */
  Interval?: number;
  Timeout?: number;
  StartPeriod?: number;
  StartInterval?: number;
  Retries?: number;
}

export interface ContainerConfig {
  Hostname?: string;
  Domainname?: string;
  User?: string;
  AttachStdin?: boolean;
  /** The engine closes the input when whoever may write to it goes. */
  StdinOnce?: boolean;
  AttachStdout?: boolean;
  AttachStderr?: boolean;
  Tty?: boolean;
  OpenStdin?: boolean;
  /** `NAME=value`; `NAME` alone takes the image's variable away. */
  Env?: string[] | null;
  Cmd?: string[] | null;
  Entrypoint?: string[] | string | null;
  Image?: string;
  WorkingDir?: string;
  MacAddress?: string;
  Labels?: Record<string, string> | null;
  Volumes?: Record<string, unknown> | null;
  ExposedPorts?: Record<string, unknown> | null;
  StopSignal?: string;
  /** Seconds. */
  StopTimeout?: number | null;
  Healthcheck?: Healthcheck | null;
}

export interface MountSettings {
  Type: string;
  Source?: string;
  Target: string;
  ReadOnly?: boolean;
  Consistency?: string;
  BindOptions?: {
    Propagation?: string;
    NonRecursive?: boolean;
    CreateMountpoint?: boolean;
    ReadOnlyNonRecursive?: boolean;
    ReadOnlyForceRecursive?: boolean;
  } | null;
  VolumeOptions?: {
    NoCopy?: boolean;
    Labels?: Record<string, string> | null;
    DriverConfig?: { Name?: string; Options?: Record<string, string> | null } | null;
    Subpath?: string;
  } | null;
  ImageOptions?: { Subpath?: string } | null;
  TmpfsOptions?: { SizeBytes?: number; Mode?: number } | null;
}

export interface DeviceRequest {
  Driver?: string;
  /** -1: all. */
  Count?: number;
  DeviceIDs?: string[] | null;
  /** Any of the lists, all of each. */
  Capabilities?: string[][] | null;
  Options?: Record<string, string> | null;
}

/** How much of a device, by its path. */
export interface DeviceRate {
  Path: string;
  Rate: number;
}

/** What `docker update` changes, too. */
export interface Resources {
  /** Bytes. */
  Memory?: number;
  MemoryReservation?: number;
  /** -1: without a limit. */
  MemorySwap?: number;
  /** Processors times 10⁹. */
  NanoCpus?: number;
  CpuShares?: number;
  /** Microseconds. */
  CpuPeriod?: number;
  CpuQuota?: number;
  CpuRealtimePeriod?: number;
  CpuRealtimeRuntime?: number;
  CpusetCpus?: string;
  CpusetMems?: string;
  BlkioWeight?: number;
  PidsLimit?: number | null;
  RestartPolicy?: { Name?: string; MaximumRetryCount?: number };
}

export interface HostConfig extends Resources {
  Binds?: string[] | null;
  Mounts?: MountSettings[] | null;
  Tmpfs?: Record<string, string> | null;
  VolumesFrom?: string[] | null;
  VolumeDriver?: string;
  StorageOpt?: Record<string, string> | null;
  NetworkMode?: string;
  PortBindings?: Record<string, { HostIp?: string; HostPort?: string }[] | null> | null;
  PublishAllPorts?: boolean;
  AutoRemove?: boolean;
  Privileged?: boolean;
  ReadonlyRootfs?: boolean;
  Init?: boolean | null;
  OomKillDisable?: boolean | null;
  OomScoreAdj?: number;
  MemorySwappiness?: number | null;
  PidMode?: string;
  IpcMode?: string;
  UTSMode?: string;
  UsernsMode?: string;
  CgroupnsMode?: string;
  CgroupParent?: string;
  Runtime?: string;
  Isolation?: string;
  ShmSize?: number;
  Ulimits?: { Name: string; Soft: number; Hard: number }[] | null;
  Devices?: { PathOnHost: string; PathInContainer: string; CgroupPermissions: string }[] | null;
  DeviceRequests?: DeviceRequest[] | null;
  DeviceCgroupRules?: string[] | null;
  BlkioWeightDevice?: { Path: string; Weight: number }[] | null;
  BlkioDeviceReadBps?: DeviceRate[] | null;
  BlkioDeviceWriteBps?: DeviceRate[] | null;
  BlkioDeviceReadIOps?: DeviceRate[] | null;
  BlkioDeviceWriteIOps?: DeviceRate[] | null;
  CapAdd?: string[] | null;
  CapDrop?: string[] | null;
  SecurityOpt?: string[] | null;
  /** Empty: nothing of /proc and /sys is hidden. */
  MaskedPaths?: string[] | null;
  ReadonlyPaths?: string[] | null;
  GroupAdd?: string[] | null;
  Dns?: string[] | null;
  DnsSearch?: string[] | null;
  DnsOptions?: string[] | null;
  ExtraHosts?: string[] | null;
  Links?: string[] | null;
  Sysctls?: Record<string, string> | null;
  Annotations?: Record<string, string> | null;
  LogConfig?: { Type?: string; Config?: Record<string, string> | null };
}

/** How a container stands in one network. */
export interface EndpointSettings {
  Aliases?: string[] | null;
  IPAMConfig?: { IPv4Address?: string; IPv6Address?: string; LinkLocalIPs?: string[] | null } | null;
  MacAddress?: string;
  DriverOpts?: Record<string, string> | null;
  GwPriority?: number;
  /** Told, never asked. */
  NetworkID?: string;
}

export interface ContainerSettings extends ContainerConfig {
  HostConfig?: HostConfig;
  /** By the network's name, in the order in which it joins them. */
  NetworkingConfig?: { EndpointsConfig?: Record<string, EndpointSettings> };
}

/** The engine's answer about a container, as far as a run is read from it. */
export interface InspectedContainer {
  readonly Id: string;
  readonly Name: string;
  readonly Config: ContainerConfig;
  readonly HostConfig: HostConfig;
  readonly NetworkSettings?: { readonly Networks?: Readonly<Record<string, EndpointSettings>> | null };
}

export interface InspectedImage {
  readonly Config?: ContainerConfig | null;
}
