import Octets

extension RecordingHeader {
    /// The header as the first line of a file.
    var line: [UInt8] {
        var line = JSONLine()
        line.add("format", Self.format)
        line.add("version", version)
        line.add("tool", tool)
        line.add("capturedAt", capturedAt.description)
        line.add("clock", clock)
        line.add("device", device.json)
        line.add(
            "channels",
            channels.map { channel in
                var json = JSONLine()
                json.add("id", channel.id)
                json.add("kind", channel.kind.rawValue)
                return json
            }
        )
        line.add("redacted", redacted)
        if let redaction { line.add("redaction", redaction.json) }
        line.add("seed", seed.map(Hex.encode))
        return line.finished
    }

    /// Reads the first line.
    ///
    /// - Throws: A complaint; the version is looked at before anything that it could change.
    init(parsing node: JSONNode) throws(RecordComplaint) {
        let fields = try RecordFields(node)
        guard try fields.string("format") == Self.format else {
            throw fields.complaint("format", expected: "\"\(Self.format)\"")
        }
        let version = try fields.integer("version", in: 1...Int.max)
        guard version <= Self.currentVersion else {
            var complaint = fields.complaint("version", expected: "at most \(Self.currentVersion)")
            complaint.reason = .unsupportedVersion
            throw complaint
        }
        guard let capturedAt = UTCTimestamp(try fields.string("capturedAt")) else {
            throw fields.complaint("capturedAt", expected: "a time as in 2026-11-22T23:20:00Z")
        }
        var channels: [RecordedChannel] = []
        for node in try fields.list("channels") {
            let channel = try RecordFields(node)
            let id = try channel.string("id")
            guard !id.isEmpty, !channels.contains(where: { $0.id == id }) else {
                throw channel.complaint("id", expected: "a name that no other channel has")
            }
            let kind = try channel.choice("kind", RecordedChannel.Kind.self)
            guard kind.firstVersion <= version else {
                throw channel.complaint("kind", expected: "a kind of format version \(version)")
            }
            channels.append(RecordedChannel(id: id, kind: kind))
        }
        guard fields.has("redacted") else { throw fields.complaint("redacted", expected: "an array") }
        var redaction: RecordedRedaction?
        if fields.has("redaction") {
            redaction = try RecordedRedaction(parsing: fields.node("redaction", "an object"))
        }
        self.init(
            version: version,
            tool: try fields.string("tool"),
            capturedAt: capturedAt,
            clock: try fields.string("clock"),
            device: try RecordedDevice(parsing: fields.node("device", "an object")),
            channels: channels,
            redacted: try fields.optionalStrings("redacted"),
            redaction: redaction,
            seed: try fields.optionalBytes("seed")
        )
    }
}

extension RecordedDevice {
    fileprivate var json: JSONLine {
        var json = JSONLine()
        json.add("kind", kind.rawValue)
        json.add("name", name)
        json.add("vendorID", vendorID?.fixedHex)
        json.add("productID", productID?.fixedHex)
        json.add("bcdDevice", bcdDevice?.fixedHex)
        json.add("manufacturer", manufacturer)
        json.add("product", product)
        json.add("portLabel", portLabel)
        json.add("readerName", readerName)
        return json
    }

    fileprivate init(parsing node: JSONNode) throws(RecordComplaint) {
        let fields = try RecordFields(node)
        self.init(
            kind: try fields.choice("kind"),
            name: try fields.string("name"),
            vendorID: try fields.optionalNumber16("vendorID"),
            productID: try fields.optionalNumber16("productID"),
            bcdDevice: try fields.optionalNumber16("bcdDevice"),
            manufacturer: try fields.optionalString("manufacturer"),
            product: try fields.optionalString("product"),
            portLabel: try fields.optionalString("portLabel"),
            readerName: try fields.optionalString("readerName")
        )
    }
}

extension FixedWidthInteger where Self: UnsignedInteger {
    /// All digits of the number's width, lower case.
    var fixedHex: String {
        let digits = String(self, radix: 16)
        return String(repeating: "0", count: Self.bitWidth / 4 - digits.count) + digits
    }
}
