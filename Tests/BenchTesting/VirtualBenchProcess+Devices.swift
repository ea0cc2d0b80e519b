/// A reader, or the smart card face of a key, that a test has plugged in.
package struct PluggedReader: Hashable, Sendable {
    package let id: String
    /// Such as `1-2.3`.
    package let port: String
    package let bus: Int
    package let device: Int
    package let slotCount: Int
    /// Whether pcscd has taken it.
    package let isSeen: Bool
}

/// A security key that a test has plugged in.
package struct PluggedKey: Hashable, Sendable {
    package let id: String
    package let port: String
    /// Such as `/dev/hidraw0`.
    package let node: String
    /// The face of a composite key that pcscd sees.
    package let reader: PluggedReader?
}

/// What a USB device says of itself, as far as a test wants it to differ from the model.
package struct USBTraits: Hashable, Sendable {
    /// Such as `1050:0407`.
    package var ids: String?
    /// `bcdDevice`, four digits.
    package var revision: String?
    package var manufacturer: String?
    package var product: String?
    package var serial: String?
    /// Such as `1-2.3`; the first free port without one.
    package var port: String?
    /// The name of the CCID interface.
    package var interface: String?

    package init(
        ids: String? = nil,
        revision: String? = nil,
        manufacturer: String? = nil,
        product: String? = nil,
        serial: String? = nil,
        port: String? = nil,
        interface: String? = nil
    ) {
        self.ids = ids
        self.revision = revision
        self.manufacturer = manufacturer
        self.product = product
        self.serial = serial
        self.port = port
        self.interface = interface
    }

    var parameters: [String: any Sendable] {
        let all = [
            "usb": ids, "revision": revision, "manufacturer": manufacturer, "product": product, "serial": serial,
            "port": port, "interface": interface,
        ]
        return all.compactMapValues { $0 }
    }
}

extension VirtualBenchProcess {
    /// Plugs a reader in; it has been taken by pcscd when this returns, if pcscd knows it.
    ///
    /// - Throws: ``BenchTestingError`` when the bench refuses.
    package func plugReader(
        model: String? = nil,
        slots: Int? = nil,
        _ traits: USBTraits = USBTraits()
    ) async throws -> PluggedReader {
        var parameters = traits.parameters
        parameters["model"] = model
        parameters["slots"] = slots
        return try PluggedReader(await request("plug-reader", parameters))
    }

    /// Puts the card of a recording into a reader.
    ///
    /// - Throws: ``BenchTestingError`` when the bench refuses.
    package func insertCard(into reader: PluggedReader, from recording: String) async throws {
        try await request("insert-card", ["reader": reader.id, "recording": recording])
    }

    /// Plugs in the key of a recording.
    ///
    /// - Throws: ``BenchTestingError`` when the bench refuses.
    package func plugKey(from recording: String) async throws -> PluggedKey {
        try PluggedKey(await request("plug-key", ["recording": recording]))
    }

    /// Plugs the key of a recording in that has to be asked what it was asked then, in the same order.
    ///
    /// - Throws: ``BenchTestingError`` when the bench refuses.
    package func plugKey(replaying recording: String) async throws -> PluggedKey {
        try PluggedKey(await request("plug-key", ["replay": recording]))
    }

    /// Plugs a key in; with a card it is a composite device with a CCID interface.
    ///
    /// - Throws: ``BenchTestingError`` when the bench refuses.
    package func plugKey(
        model: String? = nil,
        faults: [String] = [],
        card: String? = nil,
        cardFaults: [String] = [],
        pin: String? = nil,
        touch: Duration? = nil,
        _ traits: USBTraits = USBTraits()
    ) async throws -> PluggedKey {
        var parameters = traits.parameters
        parameters["pin"] = pin
        parameters["touchMs"] = touch.map { Int($0 / .milliseconds(1)) }
        parameters["model"] = model
        parameters["faults"] = faults
        parameters["card"] = card
        if card != nil { parameters["cardFaults"] = cardFaults }
        return try PluggedKey(await request("plug-key", parameters), isReader: card != nil)
    }

    /// Pulls a key and plugs it in again: it remembers what it does over a loss of power, and has a new node.
    package func replug(_ key: PluggedKey) async throws -> PluggedKey {
        try PluggedKey(await request("replug-key", ["key": key.id]))
    }

    package func unplug(_ reader: PluggedReader) async throws {
        try await request("unplug-reader", ["reader": reader.id])
    }

    package func unplug(_ key: PluggedKey) async throws {
        try await request("unplug-key", ["key": key.id])
    }

    /// Inserts a card; pcscd has powered it up and told its clients when this returns.
    package func insertCard(
        into reader: PluggedReader,
        slot: Int = 0,
        model: String? = nil,
        faults: [String] = []
    ) async throws {
        var parameters: [String: any Sendable] = ["reader": reader.id, "slot": slot, "faults": faults]
        parameters["model"] = model
        try await request("insert-card", parameters)
    }

    package func removeCard(from reader: PluggedReader, slot: Int = 0) async throws {
        try await request("remove-card", ["reader": reader.id, "slot": slot])
    }

    /// Inserts and removes a card so many times, each time after pcscd has dealt with the last and the pace has passed.
    package func cycleCard(in reader: PluggedReader, slot: Int = 0, count: Int, pace: Duration = .zero) async throws {
        let milliseconds = Int(pace / .milliseconds(1))
        let parameters: [String: any Sendable] = [
            "reader": reader.id, "slot": slot, "count": count, "paceMs": milliseconds,
        ]
        try await request(
            "cycle-card",
            parameters,
            within: .seconds(60) + pace * (2 * count) + .milliseconds(20 * count)
        )
    }

    /// Makes a slot hold up what pcscd asks of it: `power-up`, `transmit` or both.
    package func block(
        _ reader: PluggedReader,
        slot: Int = 0,
        at points: [String] = ["power-up", "transmit"]
    ) async throws {
        try await request("block-reader", ["reader": reader.id, "slot": slot, "at": points])
    }

    package func release(_ reader: PluggedReader, slot: Int = 0) async throws {
        try await request("release-reader", ["reader": reader.id, "slot": slot])
    }

    /// Ends pcscd as a crash would.
    package func killDaemon() async throws {
        try await request("kill-pcscd")
    }

    package func startDaemon() async throws {
        try await request("start-pcscd")
    }

    /// Unplugs everything, and starts pcscd if it was killed.
    package func reset() async throws {
        try await request("reset")
    }
}

extension PluggedReader {
    init(_ answer: BenchAnswer) throws {
        self.init(
            id: try answer.text("reader"),
            port: try answer.text("port"),
            bus: try answer.number("bus"),
            device: try answer.number("device"),
            slotCount: try answer.number("slots"),
            isSeen: answer.flag("seen")
        )
    }
}

extension PluggedKey {
    fileprivate init(_ answer: BenchAnswer, isReader: Bool = false) throws {
        id = try answer.text("key")
        port = try answer.text("port")
        node = try answer.text("node")
        reader = isReader ? try PluggedReader(answer) : nil
    }
}
