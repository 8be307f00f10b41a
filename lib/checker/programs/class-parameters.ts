/** The words of a parameter of a StorageClass, by the driver of the class: the driver refuses others. */
export const CLASS_PARAMETERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // https://github.com/kubernetes-sigs/aws-ebs-csi-driver/blob/master/docs/parameters.md
  'ebs.csi.aws.com': { type: 'io1 io2 gp2 gp3 sc1 st1 standard sbp1 sbg1', encrypted: 'true false' },
  // https://github.com/kubernetes-sigs/aws-efs-csi-driver
  'efs.csi.aws.com': { provisioningMode: 'efs-ap' },
  // https://cloud.google.com/kubernetes-engine/docs/how-to/persistent-volumes/gce-pd-csi-driver
  'pd.csi.storage.gke.io': {
    type: 'pd-standard pd-balanced pd-ssd pd-extreme hyperdisk-balanced hyperdisk-extreme hyperdisk-throughput hyperdisk-ml hyperdisk-balanced-high-availability dynamic',
    'replication-type': 'none regional-pd',
  },
  // https://github.com/kubernetes-sigs/azuredisk-csi-driver/blob/master/docs/driver-parameters.md
  'disk.csi.azure.com': {
    skuName: 'Standard_LRS Premium_LRS StandardSSD_LRS UltraSSD_LRS Premium_ZRS StandardSSD_ZRS PremiumV2_LRS',
    kind: 'managed',
  },
  // https://github.com/kubernetes-sigs/azurefile-csi-driver/blob/master/docs/driver-parameters.md
  'file.csi.azure.com': {
    skuName:
      'Standard_LRS Standard_ZRS Standard_GRS Standard_RAGRS Standard_RAGZRS Premium_LRS Premium_ZRS StandardV2_LRS StandardV2_ZRS StandardV2_GRS StandardV2_GZRS PremiumV2_LRS PremiumV2_ZRS',
    protocol: 'smb nfs',
  },
  // https://github.com/longhorn/longhorn/blob/master/examples/storageclass.yaml
  'driver.longhorn.io': { dataLocality: 'disabled best-effort strict-local', fsType: 'ext4 xfs' },
};

/** The file systems that drivers make: https://kubernetes-csi.github.io/docs/support-fstype.html */
export const FILE_SYSTEMS = 'ext2 ext3 ext4 xfs ntfs btrfs nfs smb'.split(' ');
