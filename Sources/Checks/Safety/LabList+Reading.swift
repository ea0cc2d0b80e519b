import CTAPMessages
import SafetyGuard
package import StrictYAML

extension LabList {
    /// Reads the lab's list; `docs/safety.md` describes the file.
    ///
    /// - Throws: everything that is wrong with it, each fault with its place.
    package init(reading bytes: [UInt8], file: String) throws(YAMLProblems) {
        self = try YAMLDocument(bytes: bytes, file: file).read { Self(reading: $0) }
    }

    private enum Key: String, CaseIterable {
        case format, devices
    }

    private init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        _ = keys.required(.format)?.integer(in: 1...1)
        let entries = keys.required(.devices)?.list(of: Entry.init(reading:)) ?? []
        // What is typed back has to mean one device.
        let twice = Set(entries.map(\.name).filter { name in entries.count { $0.name == name } > 1 })
        for name in twice.sorted() { value.report("two devices are called \"\(name)\"") }
        self.init(entries)
    }
}

extension LabList.Entry {
    private enum Key: String, CaseIterable {
        case name, serial, aaguid, card, highest
    }

    /// The classes that a list can allow.
    private enum Highest: String, CaseIterable {
        case d3, d4
    }

    fileprivate init?(reading value: YAMLValue) {
        guard let keys = value.mapping(Key.self) else { return nil }
        let name = keys.required(.name)?.identifier()?.value
        let serial = keys[.serial]?.string()?.value
        let aaguid = keys[.aaguid]?.string(as: "an AAGUID") { AAGUID(text: $0) }?.value
        // A card's number has the form of an AAGUID: both are UUIDs.
        let card = keys[.card]?.string(as: "a card's UUID") { AAGUID(text: $0) }?.value
        let highest = keys[.highest]?.word(Highest.self)?.value ?? .d3
        if keys[.serial] == nil, keys[.card] == nil {
            keys.report("a device is named by \"serial\" or \"card\": an AAGUID or a name is that of a whole model")
        }
        guard let name, serial != nil || card != nil else { return nil }
        self.init(
            name: name,
            serialNumber: serial,
            aaguid: aaguid,
            cardNumber: card.map(CardNumber.text),
            highest: highest == .d4 ? .d4 : .d3
        )
    }
}
