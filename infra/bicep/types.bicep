@export()
@description('A coaching firm that runs its engagements here.')
type firm = {
  @description('Stable id; engagements belong to it.')
  @minLength(1)
  @maxLength(64)
  id: string

  @description('The name in which mails are sent.')
  @minLength(1)
  @maxLength(200)
  name: string

  @description('Where escalations and replies go.')
  email: string

  @description('IANA time zone in which the firm is told of escalations.')
  timeZone: string?

  @description('SHA-256 of the firm\'s key, in hex. A hash of a long random key tells nothing about it.')
  @minLength(64)
  @maxLength(64)
  keySha256: string
}

@export()
@description('How long and how safely data is kept.')
type retention = {
  @description('Days in which what was deleted or overwritten in storage can be brought back, and after which it cannot.')
  @minValue(1)
  @maxValue(90)
  deletedDataDays: int

  @description('Days for which logs are kept.')
  @minValue(30)
  @maxValue(730)
  logDays: int

  @description('Copies of the data: in one datacenter (LRS), in three zones (ZRS), or in a second region too (GZRS).')
  storageSku: 'Standard_LRS' | 'Standard_ZRS' | 'Standard_GZRS'
}

@export()
@description('Tags of resources.')
type resourceTags = {
  *: string
}

@export()
@description('The DNS records that a mail domain needs, by what they are for.')
type dnsRecords = {
  *: {
    type: string?
    name: string?
    value: string?
    ttl: int?
  }
}
