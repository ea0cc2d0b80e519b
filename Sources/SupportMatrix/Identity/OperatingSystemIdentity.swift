/// Which operating system a client runs, as far as an edition may ask.
package struct OperatingSystemIdentity: Hashable, Sendable {
    package var family: OperatingSystemFamily
    /// The product's number (`11` of Windows 11, `14.5` of macOS 14.5), or nil when nobody said.
    package var version: ReleaseName?
    /// The feature release inside a product, such as `24H2`, which only Windows has.
    package var release: ReleaseName?
    /// The vendor's edition id, such as `Enterprise` or `IoTEnterpriseS`.
    package var edition: String?
    /// The processor architecture, such as `x86_64` or `arm64`.
    package var architecture: String?
    /// Windows in S mode, which runs store applications only.
    package var isInSMode: Bool?

    package init(
        family: OperatingSystemFamily,
        version: ReleaseName? = nil,
        release: ReleaseName? = nil,
        edition: String? = nil,
        architecture: String? = nil,
        isInSMode: Bool? = nil
    ) {
        self.family = family
        self.version = version
        self.release = release
        self.edition = edition
        self.architecture = architecture
        self.isInSMode = isInSMode
    }

    /// The system in words: `Windows 11 24H2 IoTEnterprise`.
    package var name: String {
        [family.name, version?.text, release?.text, edition].compactMap(\.self).joined(separator: " ")
    }
}
