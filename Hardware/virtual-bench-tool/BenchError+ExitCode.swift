import ArgumentParser
import VirtualBench

extension BenchError {
    /// What the program ends with, as `sysexits.h` numbers it.
    var exitCode: ExitCode {
        switch kind {
        case .unavailable: ExitCode(69)
        case .request: ExitCode(64)
        case .failed: ExitCode(70)
        }
    }
}
