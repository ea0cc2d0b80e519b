// swift-tools-version: 6.2
import PackageDescription

// One dialect for every Swift target: complete concurrency checking, and a warning is an error.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("ImmutableWeakCaptures"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

// Targets that call C spell out every unsafe step as well.
let houseUnsafe = house + [.strictMemorySafety()]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")

/// Tests of one target live in `Tests/` under the target's name.
func tests(of target: String, also dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(target)Tests",
        dependencies: [.target(name: target), "FixtureSupport"] + dependencies,
        swiftSettings: house
    )
}

let package = Package(
    name: "touchstone",
    products: [
        .executable(name: "touchstone", targets: ["touchstone"]),
        .executable(name: "virtual-bench", targets: ["virtual-bench"]),
        .library(name: "touchstone-ifd", type: .dynamic, targets: ["TouchstoneIFD"]),
        .library(name: "BenchmarkSubjects", targets: ["BenchmarkSubjects"]),
        .library(name: "FuzzSubjects", targets: ["FuzzSubjects"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        // 0. C modules: one header shim and one module map each.
        .systemLibrary(name: "CPCSCLite", pkgConfig: "libpcsclite", providers: [.apt(["libpcsclite-dev"])]),
        .systemLibrary(name: "CFIDO2", pkgConfig: "libfido2", providers: [.apt(["libfido2-dev"])]),
        .systemLibrary(name: "CUdev", pkgConfig: "libudev", providers: [.apt(["libudev-dev"])]),
        .systemLibrary(name: "CThreading"),
        .systemLibrary(name: "CCurl"),

        // 1. Codecs: pure functions over bytes. No I/O, no clocks, no Foundation.
        .target(name: "Octets", swiftSettings: house),
        .target(name: "Vocabulary", swiftSettings: house),
        .target(name: "TextDocuments", swiftSettings: house),
        .target(name: "CBORTree", dependencies: ["Octets"], swiftSettings: house),
        .target(name: "ISO7816", dependencies: ["Octets"], swiftSettings: house),
        .target(name: "CTAPMessages", dependencies: ["CBORTree", "Octets"], swiftSettings: house),
        .target(
            name: "PINProtocols",
            dependencies: ["CBORTree", "Octets", crypto, cryptoExtras],
            swiftSettings: house
        ),

        // 2. Seams: the protocols that every driver, recorder and double implements.
        .target(name: "DeviceTransport", dependencies: ["CTAPMessages", "ISO7816", "Octets"], swiftSettings: house),
        .target(name: "ThreadExecutor", dependencies: ["CThreading", "DeviceTransport"], swiftSettings: houseUnsafe),
        .target(
            name: "SafetyGuard",
            dependencies: ["CBORTree", "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", crypto],
            swiftSettings: house
        ),

        // 3. Drivers: the only importers of the C modules.
        .target(
            name: "PCSCDriver",
            dependencies: ["CPCSCLite", "DeviceTransport", "ISO7816", "Octets", "ThreadExecutor"],
            swiftSettings: houseUnsafe
        ),
        .target(
            name: "FIDO2Driver",
            dependencies: ["CBORTree", "CFIDO2", "CTAPMessages", "DeviceTransport", "Octets", "ThreadExecutor"],
            swiftSettings: houseUnsafe
        ),
        .target(
            name: "UdevInventory",
            dependencies: ["CTAPMessages", "CUdev", "DeviceTransport", "ThreadExecutor"],
            swiftSettings: houseUnsafe
        ),
        .target(
            name: "WireRecording",
            dependencies: [
                "CBORTree", "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "PINProtocols", "SafetyGuard",
                crypto,
            ],
            swiftSettings: house
        ),
        .target(
            name: "RecordingImport",
            dependencies: ["CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "WireRecording"],
            swiftSettings: house
        ),
        .target(
            name: "DeviceEmulation",
            dependencies: ["CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "WireRecording"],
            swiftSettings: house
        ),
        .target(name: "ProcessTable", dependencies: ["DeviceTransport"], swiftSettings: house),
        .target(
            name: "WebDownload",
            dependencies: ["CCurl", "DeviceTransport", "ThreadExecutor"],
            swiftSettings: houseUnsafe
        ),

        // 4. Domain: what is known, what is claimed, what follows. Sees the seams, never a driver.
        .target(name: "StrictYAML", dependencies: ["Vocabulary", yams], swiftSettings: house),
        .target(name: "BenchInventory", dependencies: ["DeviceTransport"], swiftSettings: house),
        .target(
            name: "CapabilityProbe",
            dependencies: [
                "BenchInventory", "CBORTree", "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", crypto,
            ],
            swiftSettings: house
        ),
        // The only importer of X.509: everyone else sees its verdicts.
        .target(
            name: "FIDOMetadata",
            dependencies: ["CBORTree", "CTAPMessages", "Octets", "Vocabulary", asn1, crypto, cryptoExtras, x509],
            resources: [
                .embedInCode("Resources/certified-models.txt"), .embedInCode("Resources/trust-anchors.txt"),
            ],
            swiftSettings: house
        ),
        .target(
            name: "Checks",
            dependencies: [
                "CapabilityProbe", "CBORTree", "CTAPMessages", "DeviceTransport", "FIDOMetadata", "ISO7816", "Octets",
                "PINProtocols", "SafetyGuard", "StrictYAML", "ThreadExecutor", "Vocabulary", crypto,
            ],
            resources: [.embedInCode("Allowances/Data/quirks.yaml")],
            swiftSettings: house
        ),
        .target(
            name: "CheckCatalogue",
            dependencies: [
                "CapabilityProbe", "CBORTree", "Checks", "CTAPMessages", "DeviceTransport", "FIDOMetadata", "ISO7816",
                "Octets", "PINProtocols", "SafetyGuard", "Vocabulary", asn1, crypto,
            ],
            swiftSettings: house
        ),
        .target(name: "KioskBuild", dependencies: ["StrictYAML", "Vocabulary"], swiftSettings: house),
        .target(
            name: "SupportMatrix",
            dependencies: ["Octets", "StrictYAML", "TextDocuments", "Vocabulary", crypto],
            resources: [.embedInCode("Editions/wes-2024-12-20.yaml")],
            swiftSettings: house
        ),
        .target(
            name: "Assessment",
            dependencies: ["KioskBuild", "StrictYAML", "SupportMatrix", "TextDocuments", "Vocabulary"],
            resources: [.embedInCode("Lifecycle/Data/dated-facts.yaml")],
            swiftSettings: house
        ),
        .target(
            name: "Evidence",
            dependencies: ["Octets", "StrictYAML", "TextDocuments", "Vocabulary", crypto],
            swiftSettings: house
        ),
        // The only importer of the database.
        .target(name: "Ledger", dependencies: ["Vocabulary", grdb], swiftSettings: house),
        .target(
            name: "Reports",
            dependencies: [
                "Assessment", "BenchInventory", "CapabilityProbe", "Evidence", "KioskBuild", "Octets", "StrictYAML",
                "SupportMatrix", "TextDocuments", "Vocabulary", crypto,
            ],
            swiftSettings: house
        ),

        // 5. Command line: argument parsing, wiring, exit codes.
        .target(
            name: "TouchstoneCLI",
            dependencies: [
                "Assessment", "BenchInventory", "CapabilityProbe", "CheckCatalogue", "Checks", "CTAPMessages",
                "DeviceEmulation", "DeviceTransport", "Evidence", "FIDO2Driver", "FIDOMetadata", "ISO7816",
                "KioskBuild", "Ledger", "Octets", "PCSCDriver", "ProcessTable",
                "RecordingImport", "Reports", "SafetyGuard", "StrictYAML", "SupportMatrix", "TextDocuments",
                "ThreadExecutor", "UdevInventory", "Vocabulary", "WebDownload", "WireRecording", argumentParser, crypto,
            ],
            swiftSettings: house
        ),
        .executableTarget(name: "touchstone", dependencies: ["TouchstoneCLI"], swiftSettings: house),

        // The virtual bench: real daemons and libraries, devices made of software.
        .target(
            name: "SeededKeys",
            dependencies: ["Octets", crypto],
            path: "Hardware/SeededKeys",
            swiftSettings: house
        ),
        .target(
            name: "TestVendor",
            dependencies: [
                "CTAPMessages", "Octets", "SeededKeys", "Vocabulary", asn1, crypto, cryptoExtras, x509,
            ],
            path: "Hardware/TestVendor",
            swiftSettings: house
        ),
        .target(
            name: "SoftwareAuthenticator",
            dependencies: [
                "CBORTree", "CTAPMessages", "Octets", "PINProtocols", "SeededKeys", "TestVendor", crypto,
            ],
            path: "Hardware/SoftwareAuthenticator",
            swiftSettings: house
        ),
        .target(
            name: "SoftwareCard",
            dependencies: ["CBORTree", "SeededKeys", "TestVendor"],
            path: "Hardware/SoftwareCard",
            swiftSettings: house
        ),
        .target(name: "TouchstoneIFD", dependencies: ["CPCSCLite"], path: "Hardware/TouchstoneIFD"),
        .systemLibrary(
            name: "CUmockdev",
            path: "Hardware/CUmockdev",
            pkgConfig: "umockdev-1.0",
            providers: [.apt(["libumockdev-dev"])]
        ),
        .target(name: "CUmockdevTestbed", dependencies: ["CUmockdev"], path: "Hardware/CUmockdevTestbed"),
        .target(
            name: "VirtualBench",
            dependencies: [
                "CTAPMessages", "CUmockdevTestbed", "DeviceEmulation", "DeviceTransport", "ISO7816", "Octets",
                "SoftwareAuthenticator", "SoftwareCard", "TestVendor", "WireRecording",
            ],
            path: "Hardware/VirtualBench",
            swiftSettings: houseUnsafe
        ),
        .executableTarget(
            name: "virtual-bench",
            dependencies: ["VirtualBench", argumentParser],
            path: "Hardware/virtual-bench-tool",
            swiftSettings: house
        ),

        // Test support.
        .target(
            name: "TransportTesting",
            dependencies: [
                "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "SoftwareAuthenticator", "SoftwareCard",
                "ThreadExecutor",
            ],
            path: "Tests/TransportTesting",
            swiftSettings: house
        ),
        .target(name: "FixtureSupport", dependencies: ["Octets"], path: "Tests/FixtureSupport", swiftSettings: house),
        .target(
            name: "BenchTesting",
            dependencies: ["FixtureSupport"],
            path: "Tests/BenchTesting",
            swiftSettings: house
        ),
        // Public on purpose: the nested package in `Tests/Benchmarks` sees nothing else of this one.
        .target(
            name: "BenchmarkSubjects",
            dependencies: [
                "Assessment", "BenchInventory", "BenchTesting", "CapabilityProbe", "CBORTree", "Checks", "CTAPMessages",
                "DeviceTransport", "FIDOMetadata", "ISO7816",
                "KioskBuild", "Ledger", "PCSCDriver", "SafetyGuard", "SeededKeys", "StrictYAML", "SupportMatrix",
                "TestVendor", "TextDocuments", "ThreadExecutor", "Vocabulary", "WireRecording", asn1, crypto,
                cryptoExtras, x509,
            ],
            path: "Tests/BenchmarkSubjects",
            swiftSettings: house
        ),
        // Public for the nested package in `Tests/Fuzzing`.
        .target(
            name: "FuzzSubjects",
            dependencies: [
                "CBORTree", "CTAPMessages", "DeviceTransport", "FIDOMetadata", "FixtureSupport", "ISO7816",
                "SeededKeys",
                "SoftwareAuthenticator", "TestVendor", "Vocabulary", "WireRecording", asn1, crypto, x509,
            ],
            path: "Tests/FuzzSubjects",
            swiftSettings: house
        ),

        tests(of: "Octets"),
        tests(of: "Vocabulary"),
        tests(of: "TextDocuments"),
        tests(of: "CBORTree", also: ["Octets"]),
        tests(of: "ISO7816", also: ["Octets"]),
        tests(of: "CTAPMessages", also: ["CBORTree", "Octets"]),
        tests(of: "PINProtocols", also: ["CBORTree", "Octets"]),
        tests(of: "ThreadExecutor", also: ["DeviceTransport"]),
        tests(
            of: "SafetyGuard",
            also: [
                "CBORTree", "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "SoftwareAuthenticator",
                "SoftwareCard", "TransportTesting",
            ]
        ),
        tests(
            of: "PCSCDriver",
            also: [
                "BenchTesting", "DeviceTransport", "ISO7816", "Octets", "SoftwareCard", "ThreadExecutor",
                "TransportTesting",
            ]
        ),
        tests(
            of: "FIDO2Driver",
            also: [
                "BenchTesting", "CBORTree", "CTAPMessages", "DeviceTransport", "Octets", "SoftwareAuthenticator",
                "ThreadExecutor", "TransportTesting",
            ]
        ),
        tests(of: "UdevInventory", also: ["BenchTesting", "DeviceTransport"]),
        tests(
            of: "WireRecording",
            also: [
                "CBORTree", "CTAPMessages", "DeviceTransport", "FIDO2Driver", "ISO7816", "Octets", "PINProtocols",
                "SoftwareAuthenticator", "SoftwareCard", "ThreadExecutor", "TransportTesting", crypto,
            ]
        ),
        tests(
            of: "RecordingImport",
            also: ["CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "WireRecording"]
        ),
        tests(
            of: "DeviceEmulation",
            also: [
                "CTAPMessages", "DeviceTransport", "ISO7816", "Octets", "SoftwareAuthenticator", "SoftwareCard",
                "TransportTesting", "WireRecording",
            ]
        ),
        tests(of: "ProcessTable", also: ["DeviceTransport"]),
        tests(of: "WebDownload", also: ["BenchTesting"]),
        tests(of: "StrictYAML", also: ["Vocabulary"]),
        tests(of: "BenchInventory", also: ["DeviceTransport"]),
        tests(
            of: "CapabilityProbe",
            also: [
                "BenchInventory", "CBORTree", "CTAPMessages", "DeviceTransport", "FIDO2Driver", "ISO7816", "Octets",
                "SoftwareAuthenticator", "SoftwareCard", "TransportTesting", "WireRecording",
            ]
        ),
        tests(
            of: "FIDOMetadata",
            also: ["CBORTree", "CTAPMessages", "Octets", "TestVendor", "Vocabulary", asn1, crypto, cryptoExtras, x509]
        ),
        tests(
            of: "Checks",
            also: ["BenchInventory", "CapabilityProbe", "CTAPMessages", "SafetyGuard", "StrictYAML", "Vocabulary"]
        ),
        tests(
            of: "CheckCatalogue",
            also: [
                "BenchInventory", "CapabilityProbe", "CBORTree", "Checks", "CTAPMessages", "DeviceTransport",
                "FIDOMetadata", "ISO7816", "Octets", "SafetyGuard", "SeededKeys", "SoftwareAuthenticator",
                "SoftwareCard",
                "TestVendor", "ThreadExecutor", "TransportTesting", "WireRecording", crypto,
            ]
        ),
        tests(of: "KioskBuild", also: ["StrictYAML", "Vocabulary"]),
        tests(of: "SupportMatrix", also: ["StrictYAML", "Vocabulary"]),
        tests(of: "Assessment", also: ["KioskBuild", "StrictYAML", "SupportMatrix", "Vocabulary"]),
        tests(of: "Evidence", also: ["Octets", "StrictYAML", "Vocabulary"]),
        tests(of: "Ledger", also: ["Vocabulary", grdb]),
        tests(
            of: "Reports",
            also: ["Assessment", "CapabilityProbe", "KioskBuild", "StrictYAML", "SupportMatrix", "Vocabulary"]
        ),
        tests(
            of: "TouchstoneCLI",
            also: [
                "BenchTesting", "DeviceTransport", "Octets", "SoftwareAuthenticator", "TestVendor", "TransportTesting",
                argumentParser, crypto,
            ]
        ),
        tests(of: "FuzzSubjects"),
        tests(of: "SeededKeys", also: ["Octets", crypto]),
        tests(
            of: "SoftwareAuthenticator",
            also: [
                "BenchTesting", "CBORTree", "CTAPMessages", "FIDOMetadata", "Octets", "PINProtocols", "SeededKeys",
                "TestVendor", crypto,
            ]
        ),
        tests(of: "SoftwareCard", also: ["ISO7816", "Octets"]),
        tests(of: "VirtualBench", also: ["BenchTesting"]),

        // Runs against what is plugged in, and only when asked to: see Hardware/README.md.
        .testTarget(
            name: "AttachedDeviceTests",
            dependencies: ["BenchTesting"],
            path: "Hardware/AttachedDeviceTests",
            swiftSettings: house
        ),
    ]
)
