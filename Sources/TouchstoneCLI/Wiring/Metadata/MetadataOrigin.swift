import WebDownload

/// Where a stored BLOB was fetched from, and what the server called this version of it.
struct MetadataOrigin: Codable {
    let url: String
    let entityTag: String?
    let lastModified: String?
    /// The payload that this is about; another one may have been imported since.
    let payloadDigest: String

    init(url: String, validators: DownloadRequest.Validators, payloadDigest: String) {
        self.url = url
        entityTag = validators.entityTag
        lastModified = validators.lastModified
        self.payloadDigest = payloadDigest
    }

    var validators: DownloadRequest.Validators {
        DownloadRequest.Validators(entityTag: entityTag, lastModified: lastModified)
    }
}
