import Foundation
import Glibc
import SoftwareAuthenticator

extension Bench {
    /// Where SwiftPM puts the IFD handler: beside the program that uses it.
    package static var driverBesideProgram: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        let program = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (program as NSString).deletingLastPathComponent + "/libtouchstone-ifd.so"
    }

    /// Inserts a card, by the name of its model, and waits until pcscd has powered it up.
    ///
    /// - Throws: ``BenchError`` when there is no such model or fault.
    package func insertCard(
        into reader: VirtualReader,
        model: String? = nil,
        faults: [String] = []
    ) throws(BenchError) {
        let slot = try reader.slot(0)
        try slot.insert(try DeviceCatalogue.card(model, faults: faults))
        slot.waitUntilNoticed(within: patience)
    }

    /// Inserts the card of a recording and waits until pcscd has powered it up.
    ///
    /// - Throws: ``BenchError`` when the recording holds no card.
    package func insertCard(into reader: VirtualReader, from recording: String) throws(BenchError) {
        let slot = try reader.slot(0)
        try slot.insert(try RecordedCardInSlot(recording))
        slot.waitUntilNoticed(within: patience)
    }

    /// Plugs in the key of a recording.
    ///
    /// - Throws: ``BenchError`` when the recording holds no key.
    package func plugKey(from recording: String) throws(BenchError) {
        var options = KeyOptions()
        options.play(try RecordedKeyAnswerer(recording))
        _ = try plugKey(options)
    }

    /// Plugs a security key in, by the name of its model, with the faults that are asked for.
    ///
    /// The number makes the serial numbers of several differ.
    ///
    /// - Throws: ``BenchError`` when there is no such model or fault.
    package func plugKey(
        _ number: Int,
        model name: String? = nil,
        faults: [String],
        touch: Duration? = nil
    ) throws(BenchError) {
        var model = try DeviceCatalogue.authenticatorModel(name)
        model.touch = touch
        if number > 1 { model.serialNumber.append("-\(number)") }
        var options = KeyOptions(model)
        options.faults = try DeviceCatalogue.authenticatorFaults(faults)
        _ = try plugKey(options)
    }
}
