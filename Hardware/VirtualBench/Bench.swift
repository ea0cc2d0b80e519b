import Foundation
import Glibc

/// A bench without hardware: the real pcscd and libudev, and devices made of software.
///
/// Used from one thread. Programs see the devices when they run in ``environment``.
package final class Bench {
    let folder: BenchFolder
    let testbed: Testbed
    let server: IFDServer
    private let daemon: PCSCDaemon
    /// How long pcscd may take to notice what happened.
    package var patience: Duration = .seconds(5)

    var devices: [String: PluggedDevice] = [:]
    private var lastNumbers: [String: Int] = [:]
    private var nextDevice: [Int: Int] = [:]

    /// Sets the bench up and starts pcscd.
    ///
    /// - Parameter driver: The IFD handler, `libtouchstone-ifd.so`.
    /// - Throws: ``BenchError`` of kind `unavailable` when this machine cannot have a bench.
    package init(driver: String) throws(BenchError) {
        guard unsafe access(driver, R_OK) == 0 else {
            throw BenchError(.unavailable, "the IFD handler \(driver) cannot be read: \(describeErrno())")
        }
        guard Testbed.isPreloaded else {
            throw BenchError(.unavailable, "\(BenchEnvironment.preloadLibrary) is not preloaded")
        }
        folder = try BenchFolder()
        do throws(BenchError) {
            testbed = try Testbed()
            server = try IFDServer(path: folder.driverSocket)
            try DriverBundle(library: driver, models: ReaderModel.all).install(in: folder.drivers)
            let settings = [
                "LD_PRELOAD": BenchEnvironment.preloadLibrary,
                "UMOCKDEV_DIR": testbed.root,
                "TOUCHSTONE_IFD_SOCKET": folder.driverSocket,
            ]
            daemon = try PCSCDaemon(folder: folder, environment: settings)
            try daemon.start()
        } catch {
            folder.remove()
            throw error
        }
    }

    /// What a program has to find in its environment to be on this bench.
    package var environment: [String: String] {
        [
            "LD_PRELOAD": BenchEnvironment.preload(in: BenchEnvironment.inherited),
            "UMOCKDEV_DIR": testbed.root,
            "PCSCLITE_CSOCK_NAME": folder.daemonSocket,
        ]
    }

    package var isDaemonRunning: Bool { daemon.isRunning }

    package func startDaemon() throws(BenchError) {
        try daemon.start()
        for device in devices.values { _ = device.reader?.waitUntilSeen(within: patience) }
    }

    package func killDaemon() throws(BenchError) {
        try daemon.kill()
    }

    /// Unplugs everything and starts pcscd again if it was stopped.
    package func reset() throws(BenchError) {
        for id in devices.keys.sorted() { try unplug(id) }
        if !daemon.isRunning { try daemon.start() }
    }

    /// Ends pcscd and leaves nothing behind.
    package func close() {
        daemon.stop()
        for device in devices.values { device.node?.unplug() }
        devices = [:]
        testbed.destroy()
        folder.remove()
    }

    /// The next id of a kind: `reader-1`, `key-2`.
    func nextID(_ kind: String) -> String {
        "\(kind)-\(nextNumber(kind))"
    }

    func nextNumber(_ kind: String) -> Int {
        lastNumbers[kind, default: 0] += 1
        return lastNumbers[kind, default: 0]
    }

    /// The port asked for, or the first free one of bus 1.
    func choosePort(_ wish: USBPort?) throws(BenchError) -> USBPort {
        let taken = Set(devices.values.map(\.usb.port))
        if let wish {
            guard !taken.contains(wish) else {
                throw BenchError(.request, "something is plugged in at \(wish) already")
            }
            return wish
        }
        var number = 1
        while taken.contains(USBPort(bus: 1, ports: [number])) { number += 1 }
        return USBPort(bus: 1, ports: [number])
    }

    /// The next free device number of a bus; as in the kernel, numbers are not used again at once.
    func chooseAddress(on bus: Int) throws(BenchError) -> USBAddress {
        let taken = Set(devices.values.map(\.usb.address))
        let first = nextDevice[bus] ?? 2
        for offset in 0..<126 {
            let address = USBAddress(bus: bus, device: 2 + (first - 2 + offset) % 126)
            guard !taken.contains(address) else { continue }
            nextDevice[bus] = address.device + 1
            return address
        }
        throw BenchError(.request, "bus \(bus) is full")
    }
}
