import Crypto
import CryptoExtras
import Octets
import SeededKeys
import SwiftASN1
import X509

/// The authority that issues certificates to the holders of software cards; the same seed gives the same bytes.
package struct CardIssuer: Sendable {
    /// What a key on a card is for, as PIV divides it (FIPS 201-3, 4.2.2).
    package enum KeyUse: String, Sendable, CaseIterable {
        case authentication
        /// The one with an RSA key.
        case signature
        /// The one with so many names that it takes more than two kilobytes.
        case keyManagement
        case cardAuthentication
    }

    /// Whom the certificates name, who does not exist.
    package struct Holder: Hashable, Sendable {
        package let name: String
        /// The holder's number with the issuer.
        package let number: String

        package init(name: String, number: String) {
            self.name = name
            self.number = number
        }
    }

    package static let touchstone = make()

    package let root: SeededIdentity
    private let seed: [UInt8]

    /// Makes the authority.
    ///
    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    package init(seed: [UInt8]) throws {
        self.seed = seed
        var generator = SeededGenerator(seed: seed, label: "card issuer")
        let subject = try DistinguishedName {
            CountryName("GB")
            OrganizationName("Touchstone Test Trust")
            CommonName("Touchstone Test Card Authority")
        }
        root = try SeededIdentity(
            subject,
            .authority,
            key: generator.signingKey(),
            serial: TestVendor.serial(&generator)
        )
    }

    /// A holder's certificate, in DER.
    ///
    /// - Throws: What swift-certificates says about a certificate that it cannot make.
    package func certificate(for use: KeyUse, of holder: Holder, years: ClosedRange<Int>) throws -> [UInt8] {
        var generator = SeededGenerator(seed: seed, label: "\(use.rawValue) \(holder.number)")
        let subject = try DistinguishedName {
            CountryName("GB")
            OrganizationName("Touchstone Test Trust")
            CommonName("\(holder.number) \(holder.name)")
        }
        let key: Certificate.PublicKey
        if use == .signature {
            key = Certificate.PublicKey(try Self.rsaKey())
        } else {
            key = Certificate.PublicKey(
                try P256.Signing.PublicKey(x963Representation: generator.signingKey().x963Representation)
            )
        }
        return
            try root.issue(
                to: key,
                subject,
                serial: TestVendor.serial(&generator),
                years: years,
                extensions: Self.extensions(use, of: holder)
            )
            .der
    }

    private static func extensions(_ use: KeyUse, of holder: Holder) throws -> [Certificate.Extension] {
        let usage =
            use == .keyManagement
            ? KeyUsage(keyAgreement: true) : KeyUsage(digitalSignature: true, nonRepudiation: use == .signature)
        var all = try [
            Certificate.Extension(BasicConstraints.notCertificateAuthority, critical: true),
            Certificate.Extension(usage, critical: true),
        ]
        switch use {
        case .authentication:
            all.append(try Certificate.Extension(ExtendedKeyUsage([.clientAuth]), critical: false))
        case .keyManagement:
            let names = (1...60).map { GeneralName.rfc822Name("\(holder.number).\($0)@holder.touchstone.invalid") }
            all.append(try Certificate.Extension(SubjectAlternativeNames(names), critical: false))
        case .signature, .cardAuthentication:
            break
        }
        return all
    }

    /// A modulus of 2,048 bits whose two primes were thrown away, so that nobody can sign with it.
    private static func rsaKey() throws -> _RSA.Signing.PublicKey {
        let modulus = try Hex.decode(
            "bb32c659b7be63d05d63d2c6a1fec7bc4148676a287fe6b8c8c4c0e0f91e731014bdc0e08ebfbabd471e85c2f32a7f48"
                + "a589647099496ed890a37ae5e34ade463f21e33f404c227d56e73c0740fca0abcdac8aba30e4fb74c14d2f9cf496a6ba"
                + "b2258933fef4e465132945fc7efada8015ec7adfd7efafbd652b222b9ae6dd462fb621fc7f01384d24f7d584019bc09b"
                + "8bda6162903696a61bfb8fba594c2d442b68e5ccf07f7c4409206ee918f81977864ee1bf1cbc87687325f54be387b1d8"
                + "f07907c037bfcddbd5f07d1392db22c189f565aabdb2551bafe85bf89b3fa4508bd210232cb9f9cf2b7aca1700babc1d"
                + "405532d7548c8d76e01fdc2cde56d83b"
        )
        return try _RSA.Signing.PublicKey(n: modulus, e: [0x01, 0x00, 0x01] as [UInt8])
    }

    private static func make() -> CardIssuer {
        do {
            return try CardIssuer(seed: Array("touchstone".utf8))
        } catch {
            preconditionFailure("the certificate of the card issuer cannot be made: \(error)")
        }
    }
}
