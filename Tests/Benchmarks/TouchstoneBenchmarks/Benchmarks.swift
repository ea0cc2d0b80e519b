import Benchmark

let benchmarks: @Sendable () -> Void = {
    registerExchanges()
    registerCommands()
    registerReplays()
    registerMatrix()
    registerMetadata()
    registerArchive()
    registerChecks()
}
