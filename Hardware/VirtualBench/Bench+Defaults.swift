import Foundation
import Glibc

extension Bench {
    /// Where SwiftPM puts the IFD handler: beside the program that uses it.
    package static var driverBesideProgram: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
        let program = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return (program as NSString).deletingLastPathComponent + "/libtouchstone-ifd.so"
    }

    /// Inserts a card of the usual kind and waits until pcscd has powered it up.
    package func insertCard(into reader: VirtualReader) throws(BenchError) {
        let slot = try reader.slot(0)
        try slot.insert(try DeviceCatalogue.card(nil, faults: []))
        slot.waitUntilNoticed(within: patience)
    }

    /// Plugs a security key of the usual kind in, with the faults that are asked for.
    ///
    /// The number makes the serial numbers of several differ.
    ///
    /// - Throws: ``BenchError`` when there is no such fault.
    package func plugKey(_ number: Int, faults: [String]) throws(BenchError) {
        var options = KeyOptions()
        options.faults = try DeviceCatalogue.authenticatorFaults(faults)
        if number > 1 { options.identity.serial?.append("-\(number)") }
        _ = try plugKey(options)
    }
}
