import CTAPMessages

extension MetadataStatement {
    /// Reads `metadataStatement`; whatever is wrong in it is a finding.
    init(parsing node: JSONNode, path: String, findings: inout [MetadataFinding]) {
        self.init()
        source = node
        guard var fields = FieldReader(node, path: path) else {
            findings.append(MetadataFinding(.invalidField, path, "not an object"))
            return
        }
        description = fields.string("description")
        authenticatorVersion = fields.unsigned("authenticatorVersion")
        protocolFamily = fields.string("protocolFamily")
        schema = fields.unsigned("schema")
        authenticationAlgorithms = fields.strings("authenticationAlgorithms")
        attestationTypes = fields.strings("attestationTypes")
        keyProtection = fields.strings("keyProtection")
        matcherProtection = fields.strings("matcherProtection")
        attachmentHints = fields.strings("attachmentHint")
        cryptoStrength = fields.unsigned("cryptoStrength")
        isKeyRestricted = fields.bool("isKeyRestricted")
        isFreshUserVerificationRequired = fields.bool("isFreshUserVerificationRequired")
        multiDeviceCredentialSupport = fields.string("multiDeviceCredentialSupport")
        protocolVersions = fields.elements("upv")
            .compactMap { version in
                guard let major = version["major"]?.unsignedInteger, let minor = version["minor"]?.unsignedInteger
                else {
                    return nil
                }
                return "\(major).\(minor)"
            }
        readUserVerification(&fields)
        readTrustAnchors(&fields)
        readInformation(&fields)
        for required in ["description", "authenticatorVersion", "protocolFamily"] where node[required] == nil {
            fields.note(.missingField, required, "the member is required")
        }
        fields.ignore(
            "legalHeader",
            "aaguid",
            "aaid",
            "attestationCertificateKeyIdentifiers",
            "friendlyNames",
            "alternativeDescriptions",
            "publicKeyAlgAndEncodings",
            "isFreshUserVerificationRequired",
            "tcDisplay",
            "tcDisplayContentType",
            "tcDisplayPNGCharacteristics",
            "ecdaaTrustAnchors",
            "icon",
            "iconDark",
            "providerLogoLight",
            "providerLogoDark",
            "supportedExtensions",
            "keyScope",
            "cxConfigURL",
            "cxpConfigURL",
            "assertionScheme",
            "operatingEnv"
        )
        unknownFields = fields.unknownFields
        fields.noteUnknownFields()
        findings += fields.findings
    }

    private mutating func readUserVerification(_ fields: inout FieldReader) {
        for alternative in fields.elements("userVerificationDetails") {
            for method in alternative.elements ?? [] {
                guard let name = method["userVerificationMethod"]?.string else { continue }
                if !userVerificationMethods.contains(name) { userVerificationMethods.append(name) }
            }
        }
    }

    private mutating func readTrustAnchors(_ fields: inout FieldReader) {
        let field = "attestationRootCertificates"
        let elements = fields.elements(field)
        for (index, element) in elements.enumerated() {
            if let bytes = fields.certificate(in: element, "\(field)[\(index)]") { trustAnchors.append(bytes) }
        }
        // The specification leaves self attestation without anchors; nothing can be attested by a path then.
        if trustAnchors.isEmpty {
            fields.note(.noTrustAnchor, field, "no certificate that an attestation could lead to")
        }
    }

    private mutating func readInformation(_ fields: inout FieldReader) {
        let field = "authenticatorGetInfo"
        guard let node = fields.value(field) else { return }
        guard var information = FieldReader(node, path: "\(fields.path).\(field)") else {
            fields.note(.invalidField, field, "not an object")
            return
        }
        informationVersions = information.strings("versions")
        transports = information.strings("transports")
        firmwareVersion = information.unsigned("firmwareVersion")
        for (name, value) in information.value("certifications")?.members ?? [] {
            claimedCertifications[name] = value.unsignedInteger
        }
        if let text = information.string("aaguid") {
            informationAAGUID = AAGUID(text: text)
            if informationAAGUID == nil { information.note(.invalidField, "aaguid", "\"\(text)\" is no AAGUID") }
        }
        for finding in information.findings { fields.note(finding) }
    }
}
