import BenchTesting
import Glibc
import Testing

@Suite(.enabled(if: Availability.isBenchAvailable, "\(Availability.reason)"), .timeLimit(.minutes(2)))
struct SharedBenchTests {
    @Test func aProcessOfItsOwnIsOnTheBench() async throws {
        try await SharedBench.use { bench in
            let key = try await bench.plugKey(USBTraits(port: "1-9"))
            await #expect(processExitsWith: .success) { [node = key.node as String] in
                #expect(access("/sys/bus/usb/devices/1-9/idVendor", R_OK) == 0)
                let descriptor = open(node, O_RDWR | O_CLOEXEC)
                try #require(descriptor >= 0)
                var initialization: [UInt8] = [0, 0xFF, 0xFF, 0xFF, 0xFF, 0x86, 0, 8, 1, 2, 3, 4, 5, 6, 7, 8]
                initialization += [UInt8](repeating: 0, count: 65 - initialization.count)
                #expect(write(descriptor, initialization, 65) == 65)
                var answer = [UInt8](repeating: 0, count: 64)
                #expect(read(descriptor, &answer, 64) == 64)
                #expect(answer.prefix(15) == [0xFF, 0xFF, 0xFF, 0xFF, 0x86, 0, 17, 1, 2, 3, 4, 5, 6, 7, 8])
            }
        }
    }

    @Test(arguments: 1...4)
    func eachTurnFindsAnEmptyBench(turn: Int) async throws {
        try await SharedBench.use { bench in
            let reader = try await bench.plugReader()
            #expect(reader.port == "1-1")
            try await bench.killDaemon()
        }
    }
}
